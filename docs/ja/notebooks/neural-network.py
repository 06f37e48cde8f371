# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # ニューラルネットワーク {#neural-network}
#
# [ニューラルネットワーク](../lessons/neural-network.md)のレッスンをプログラムにします。ふたつの三日月を作り、まずニューロンひとつに挑戦させます。次に NumPy だけでネットワークを書き、学習させます。そのあと gdlib の数行で同じことをして、最後に、取っておいたサンプルで確かめます。

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## ふたつの三日月 {#moons}
#
# 食い込み合ったふたつの半円に、雑音を少し加えます。クラス `0` は上の半円、クラス `1` は下の半円です。

# %% name="moons" alt="三日月の形に並んだ二組の点。青は下に開き、オレンジは上に開いていて、互いに食い込んでいる。"
def moons(samples, noise, seed):
    rng = np.random.default_rng(seed)
    y = np.arange(samples) % 2
    angle = np.pi * rng.uniform(0, 1, samples)
    upper = np.array([np.cos(angle), np.sin(angle)])
    lower = np.array([[1.0], [0.5]]) - upper
    x = np.where(y == 0, upper, lower)
    return x + noise * rng.standard_normal((2, samples)), y


x, y = moons(200, noise=0.1, seed=3)
colors = np.array(["tab:blue", "tab:orange"])


def draw_moons(x, y):
    figure, ax = plt.subplots()
    ax.scatter(*x, s=12, color=colors[y])
    ax.set(xlabel="x₁", ylabel="x₂")
    return ax


draw_moons(x, y)
plt.show()

# %% [markdown]
# ## ニューロンひとつ {#one-neuron}
#
# スコア、シグモイド関数、交差エントロピー、そして勾配です。勾配は、*予想から正解を引いたもの*に入力を掛けて求めます。

# %% name="one-neuron"
def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def cross_entropy(s, y):
    return np.mean(np.log1p(np.exp(-np.abs(s))) + np.maximum(s, 0) - y * s)


w, b = np.zeros(2), 0.0
for n in range(500):
    s = w @ x + b
    error = (sigmoid(s) - y) / len(y)
    w = w - 1.0 * (x @ error)
    b = b - 1.0 * error.sum()
s = w @ x + b
right = ((s > 0) == y).sum()
print("loss %.4f, right: %d of %d" % (cross_entropy(s, y), right, len(y)))

# %% name="one-line" alt="まっすぐな境界で青とオレンジの領域に分けられた、ふたつの三日月。食い込んだ先端は、どちらも間違った側にある。"
def draw_areas(ax, score):
    """スコアの符号で平面を塗り分ける。"""
    x1, x2 = np.meshgrid(np.linspace(-1.6, 2.6, 61), np.linspace(-1.2, 1.7, 61))
    heights = score(np.array([x1.ravel(), x2.ravel()])).reshape(61, 61)
    levels = [-np.inf, 0, np.inf]
    ax.contourf(x1, x2, heights, levels, colors=colors, alpha=0.25, zorder=0)


ax = draw_moons(x, y)
draw_areas(ax, lambda points: w @ points + b)
plt.show()

# %% [markdown]
# ## ネットワーク {#network}
#
# サンプルは列に並べ、各層の信号の最後には一だけの行を付けます。重みの行列の最後の列がバイアスです。行きと帰りは、[誤差逆伝播法](../lessons/backpropagation.md)のレッスンのとおりです。

# %% name="network"
def with_ones(signals):
    return np.vstack([signals, np.ones(signals.shape[1])])


def start(sizes, seed):
    rng = np.random.default_rng(seed)
    layers = []
    for inputs, outputs in zip(sizes[:-1], sizes[1:]):
        weights = rng.standard_normal((outputs, inputs)) / np.sqrt(inputs)
        layers.append(np.hstack([weights, np.zeros((outputs, 1))]))
    return layers


def forward(layers, x):
    signals = [with_ones(x)]
    for weights in layers[:-1]:
        signals.append(with_ones(np.tanh(weights @ signals[-1])))
    return signals, (layers[-1] @ signals[-1])[0]


def gradients(layers, x, y):
    signals, s = forward(layers, x)
    delta = ((sigmoid(s) - y) / len(y)).reshape(1, -1)
    found = []
    for weights, signal in zip(reversed(layers), reversed(signals)):
        found.append(delta @ signal.T)
        delta = weights[:, :-1].T @ delta * (1 - signal[:-1] ** 2)
    return found[::-1]


layers = start((2, 8, 8, 1), seed=1)
print([weights.shape for weights in layers])

# %% [markdown]
# ## 予想 {#predict}

# %% [markdown] role="question"
# ### つまみはいくつ {#dials}
#
# このネットワーク `2-8-8-1` には、重みとバイアスが合わせていくつあるでしょうか。

# %% name="dials" predict="number" answer="count"
count = sum(weights.size for weights in layers)
count

# %% [markdown] role="question"
# ### ゼロから {#from-zero}
#
# 重みとバイアスをすべてゼロにして、{{ epochs }} 回更新します。損失はどうなるでしょうか。

# %% name="from-zero" predict="choice" choices="無作為な重みから始めたときと同じように減る|減るが、もっと遅い|変わらない|増える" answer="2 if abs(last - first) < 0.001 else 3 if last > first else 1 if last > 0.1 else 0"
layers = [np.zeros(weights.shape) for weights in start((2, 8, 8, 1), seed=1)]
first = cross_entropy(forward(layers, x)[1], y)
for n in range(300):
    layers = [w - 1.0 * g for w, g in zip(layers, gradients(layers, x, y))]
last = cross_entropy(forward(layers, x)[1], y)
print(first, last)

# %% [markdown]
# ## 学習させる {#training}
#
# 今度は無作為な重みから、ふつうの勾配降下法で学習させます。ループは最初の勾配降下法のままです。`t` が行列のリストになっただけです。

# %% name="training" alt="600 エポックにわたる損失を対数目盛りで描いた図。下がり、しばらくほぼ水平になり、それから速く下がる。"
layers = start((2, 8, 8, 1), seed=1)
lr, history = 0.5, []
for n in range(600):
    history.append(layers)
    layers = [w - lr * g for w, g in zip(layers, gradients(layers, x, y))]

losses = [cross_entropy(forward(layers, x)[1], y) for layers in history]
s = forward(history[-1], x)[1]
print("loss %.4f, right: %d of %d" % (losses[-1], ((s > 0) == y).sum(), len(y)))
figure, ax = plt.subplots()
ax.plot(losses)
ax.set(yscale="log", xlabel="エポック", ylabel="損失")
plt.show()

# %% name="moments" alt="三日月を描いた三つの図。初めの境界はクラスと関係がなく、100 エポック後にはほぼ直線になり、最後には三日月の間を縫う。"
for epoch in [0, 100, 599]:
    ax = draw_moons(x, y)
    draw_areas(ax, lambda points: forward(history[epoch], points)[1])
    ax.set_title("エポック %d" % epoch)
plt.show()

# %% [markdown]
# ## 動いていく重み {#weights}
#
# 一本一本の線が、第一層の重みかバイアスです。

# %% name="weights" alt="エポックに対する、第一層の重みとバイアスの曲線。ほとんどはあまり変わらず、二本だけが、一方は上へ、もう一方は下へ大きく離れていく。その後はどれも水平に近づく。"
first_layer = np.array([layers[0] for layers in history])
figure, ax = plt.subplots()
in_weights = first_layer[:, :, :2].reshape(len(history), -1)
ax.plot(in_weights, color="tab:blue", linewidth=1)
ax.plot(first_layer[:, :, 2], color="tab:orange", linewidth=1)
ax.set(xlabel="エポック", ylabel="重み（青）、バイアス（オレンジ）")
plt.show()

# %% [markdown]
# ## gdlib を使う {#gdlib}
#
# gdlib のネットワークは、すべての重みをひとつの長い配列に収めているので、どの最適化手法でも学習できます。データと初期値は、レッスンと同じものです。

# %% name="gdlib"
import gdlib

data = gdlib.two_moons(200, noise=0.1, seed=1)
network = gdlib.Network((2, 8, 8, 1))
objective = network.objective(*data)
loss, gradient, beginning = objective.loss, objective.gradient, network.start(seed=1)
runs = {}
for name, lr, rule in [
    ("勾配降下法", 0.5, gdlib.GradientDescent()),
    ("モーメンタム", 0.3, gdlib.Momentum()),
    ("Adam", 0.03, gdlib.Adam()),
]:
    run = gdlib.record(loss, gradient, beginning, lr=lr, steps=200, rule=rule)
    runs[name] = run
    right = ((network.outputs(run.t[-1], data.x) > 0) == data.y).sum()
    print("%s, loss: %.4f, right: %d" % (name, run.loss[-1], right))

# %% name="gdlib-losses" alt="三通りの学習の損失を対数目盛りで描いた図。モーメンタムがいちばん速く下がり、Adam が続き、ふつうの勾配降下法が最後になる。"
from gdlib import plots

figure, ax = plt.subplots()
plots.plot_losses(runs, ax, lang="ja")
plt.show()

# %% name="film" alt="アニメーション。ふたつの領域の境界が向きを変え、まっすぐになり、曲がって、三日月の間を縫っていく。"
figure, ax = plt.subplots(layout="constrained")
run = runs["Adam"][:101]
film = plots.animate_boundary(run, network.outputs, data, ax, frames=11, lang="ja")
plt.close()
film

# %% [markdown]
# ## 取っておいたサンプル {#held-out}
#
# 点は少なく、雑音は多く、ネットワークは大きくします。本当のことがわかるのは、学習に一度も使わなかったサンプル（検証データ）の損失だけです。

# %% name="held-out" alt="エポックに対する二本の曲線。訓練データの損失はゼロまで下がる。検証データの損失は、初め下がり、その後、最小値よりずっと高くまで上がる。"
few = gdlib.two_moons(40, noise=0.3, seed=1)
held = gdlib.two_moons(1000, noise=0.3, seed=100)
large = gdlib.Network((2, 16, 16, 1))
seen, unseen = large.objective(*few), large.objective(*held)
rule, beginning = gdlib.Adam(), large.start(seed=1)
run = gdlib.record(seen.loss, seen.gradient, beginning, lr=0.03, steps=300, rule=rule)
held_losses = [unseen.loss(t) for t in run.t]
print("lowest: %.3f at epoch %d" % (min(held_losses), np.argmin(held_losses)))
print("at the end: %.3f" % held_losses[-1])

figure, ax = plt.subplots()
ax.plot(run.loss, label="訓練データ")
ax.plot(held_losses, label="検証データ")
ax.set(xlabel="エポック", ylabel="損失")
ax.legend()
plt.show()

# %% [markdown]
# サンプルの数や雑音を変えたり、Adam の代わりに `gdlib.AdamW(decay=1.0)` を使ったりしてみてください。二本の曲線が離れるのは、どんなときでしょうか。
#
# ## 演習 {#exercises}

# %% [markdown] exercise="cross-entropy" role="task"
# ### 壊れない交差エントロピー {#ex-cross-entropy}
#
# この交差エントロピーは、紙の上では正しいのですが、スコアが大きいと失敗します。どんなスコアでも計算できるように書き直してください。（スコアはひとつ、クラスは `0` か `1` です。）

# %% exercise="cross-entropy" role="starter"
import math


def surprise(s, y):
    p = 1 / (1 + math.exp(-s))
    return -math.log(p) if y == 1 else -math.log(1 - p)


surprise(0.0, 1), surprise(2.0, 0)

# %% [markdown] exercise="cross-entropy" role="hint"
# クラス `1` なら `log(1 + exp(-s))`、クラス `0` なら `log(1 + exp(s))` です。あふれるのは、指数が大きな正の数になるときだけです。

# %% [markdown] exercise="cross-entropy" role="hint"
# クラス `1` ならスコアの符号を変え、クラス `0` ならそのまま、`z` とします。すると、どちらも `log(1 + exp(z))` です。

# %% [markdown] exercise="cross-entropy" role="hint"
# `z` が正なら、`exp(z)` を対数の外に出します。`log(1 + exp(z)) = z + log(1 + exp(-z))` です。

# %% exercise="cross-entropy" role="check"
forbid("gdlib", "binary_cross_entropy", "cross_entropy", why="今回は既製の関数を使わず、自分で書いてください。")
expect("surprise(0.0, 1)", 0.6931471805599453, why="五分五分と答えたときの損失は、二の対数です。")
expect("surprise(2.0, 0)", 2.1269280110429727, why="クラス 1 に傾いていたのに、正解は 0 でした。")
expect("surprise(1000.0, 0)", 1000.0, why="確信して外れたときの驚きは、スコアとともに大きくなります。")
expect("surprise(-1000.0, 1)", 1000.0, why="確信して外れたときの驚きは、スコアとともに大きくなります。")
expect("surprise(1000.0, 1)", 0.0, why="確信して当たれば、驚きはありません。")

# %% exercise="cross-entropy" role="solution"
import math


def surprise(s, y):
    z = -s if y == 1 else s
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


surprise(0.0, 1), surprise(2.0, 0)

# %% [markdown] exercise="good-start" role="task"
# ### よい初期値 {#ex-good-start}
#
# バイアスも活性化関数もない、百個ずつのニューロンの層を、信号が二十層通り抜けます。入ったときとほぼ同じ大きさで出てくるように、重みの標準偏差 `spread` を選んでください。

# %% exercise="good-start" role="starter"
def size_after(spread, layers=20, neurons=100, seed=0):
    rng = np.random.default_rng(seed)
    signals = rng.standard_normal((neurons, 200))
    for _ in range(layers):
        signals = spread * rng.standard_normal((neurons, neurons)) @ signals
    return signals.std()


spread = 1.0  # ここを変える
size_after(spread)

# %% [markdown] exercise="good-start" role="hint"
# どのニューロンも、百個の積を足し合わせます。独立な数の和では、分散も和になります。

# %% [markdown] exercise="good-start" role="hint"
# 分散を百分の一にします。標準偏差は、その平方根です。

# %% exercise="good-start" role="check"
expect_between("spread", 0.09, 0.11, why="n 個の積の和の分散は、積ひとつの分散の n 倍です。")

# %% exercise="good-start" role="solution"
def size_after(spread, layers=20, neurons=100, seed=0):
    rng = np.random.default_rng(seed)
    signals = rng.standard_normal((neurons, 200))
    for _ in range(layers):
        signals = spread * rng.standard_normal((neurons, neurons)) @ signals
    return signals.std()


spread = 1 / np.sqrt(100)
size_after(spread)

# %% [markdown] exercise="stop-in-time" role="task"
# ### 頃合いを見て止まる {#ex-stop-in-time}
#
# 取っておいたサンプルの損失が、エポックごとに届きます。最小値が `patience` 回続けて更新されなかったら止まり、それまでの最小値が出たエポックを、ゼロから数えて返してください。最後まで止まらなければ、全体の最小値のエポックを返します。

# %% exercise="stop-in-time" role="starter"
def best_epoch(losses, patience):
    best = 0
    # 損失を順に見ていく。いつ止まる？
    return best


best_epoch([0.9, 0.5, 0.4, 0.45, 0.41, 0.5, 0.2], patience=3)

# %% [markdown] exercise="stop-in-time" role="hint"
# `for epoch, loss in enumerate(losses):` で、両方が得られます。

# %% [markdown] exercise="stop-in-time" role="hint"
# 損失が `losses[best]` より小さければ、このエポックが最良です。そうでなければ、`epoch - best` を `patience` と比べます。

# %% exercise="stop-in-time" role="check"
expect("best_epoch([0.9, 0.5, 0.4, 0.45, 0.41, 0.5, 0.2], 3)", 2, why="三回続けて最小値が更新されなければ、止まります。最後の損失は見ないままです。")
expect("best_epoch([0.9, 0.5, 0.4, 0.45, 0.41, 0.5, 0.2], 4)", 6, why="もっと辛抱すれば、最後の損失まで見ます。")
expect("best_epoch([3.0, 2.0, 1.0], 5)", 2, why="最後まで減り続けるなら、最後が最良です。")
expect("best_epoch([1.0, 2.0, 3.0], 1)", 0, why="最初が最良なら、0 を返します。")

# %% exercise="stop-in-time" role="solution"
def best_epoch(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best


best_epoch([0.9, 0.5, 0.4, 0.45, 0.41, 0.5, 0.2], patience=3)

# %% [markdown]
# これで、すべてを自分で書きました。損失、勾配、更新、そして、それらで学習するネットワークです。降下がたどり着くと*言い切れる*のはどんなときかは、[収束の理論](../lessons/convergence.md)で考えます。
