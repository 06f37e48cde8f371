# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 誤差逆伝播法 {#backpropagation}
#
# レッスン「[誤差逆伝播法](../lessons/backpropagation.md)」を、プログラムにします。小さなグラフ、ニューロンひとつ、ネットワークの層と、帰り道を順にたどり、最後に四十行の自動微分を書いて、ネットワークを学習させます。

# %% name="imports"
import math
import random

import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## 行きと帰り {#by-hand}
#
# レッスンで使った式です。行きには一段ごとに名前を付け、帰りには名前ごとに傾きを求めます。

# %% name="there"
a, b = 3.0, -2.0
u = a * b
v = a + u
E = v * v
print(u, v, E)

# %% name="back"
in_E = 1.0
in_v = in_E * 2 * v
in_u = in_v * 1.0
in_b = in_u * a
in_a = in_v * 1.0 + in_u * b  # 道はふたつ
print(in_v, in_u, in_b, in_a)

# %% [markdown]
# 少し動かしてみても、ほぼ同じ値になります。

# %% name="nudge"
def expression(a, b):
    return (a + a * b) ** 2


h = 0.000001
print((expression(a + h, b) - expression(a, b)) / h)
print((expression(a, b + h) - expression(a, b)) / h)

# %% [markdown]
# ## 予想 {#predict}

# %% [markdown] role="question"
# ### 別の数で {#other-numbers}
#
# 同じ式を `a = 2.0`、`b = 1.0` で計算します。`a` を動かすと、`E` はどれだけの速さで変わるでしょうか。紙の上で帰り道をたどってから答えてください。

# %% name="other-numbers" predict="number" answer="in_a"
a, b = 2.0, 1.0
u = a * b
v = a + u
E = v * v
in_v = 2 * v
in_u = in_v
in_a = in_v + in_u * b
print(u, v, E)
in_a

# %% [markdown]
# ## ニューロンひとつ {#neuron}
#
# 行って、帰って、更新する。その繰り返しです。傾きを求める数行だけで、ニューロンはひとつの例を覚えます。

# %% name="neuron"
x, y = 2.0, -0.5
w, b, lr = 0.5, -0.2, 0.2
for n in range(12):
    z = w * x + b
    out = math.tanh(z)
    loss = 0.5 * (y - out) ** 2
    print("%d-th iteration, w=%.3f, b=%.3f, loss: %.5f" % (n, w, b, loss))
    in_out = -(y - out)
    delta = in_out * (1 - out**2)
    w = w - lr * delta * x
    b = b - lr * delta

# %% [markdown]
# ## 層を行列で {#layers}
#
# サンプルは列に並べ、各層の信号の最後には一だけの行を付けます。行きは重みについてのループ、帰りは同じループを逆にしたものです。

# %% name="forward"
def with_ones(signals):
    return np.vstack([signals, np.ones(signals.shape[1])])


def forward(layers, inputs):
    """各層に入る信号と、出力を返す。"""
    signals = [with_ones(inputs)]
    for weights in layers[:-1]:
        signals.append(with_ones(np.tanh(weights @ signals[-1])))
    return signals, layers[-1] @ signals[-1]


def backward(layers, signals, delta):
    """出力の誤差から、各層の重みの勾配を求めて返す。"""
    gradients = []
    for weights, signal in zip(reversed(layers), reversed(signals)):
        gradients.append(delta @ signal.T)
        delta = weights[:, :-1].T @ delta * (1 - signal[:-1] ** 2)
    return gradients[::-1]


rng = np.random.default_rng(1)
shapes = [(8, 3), (8, 9), (1, 9)]
layers = [0.5 * rng.standard_normal(shape) for shape in shapes]
inputs, targets = rng.standard_normal((2, 5)), rng.standard_normal((1, 5))
signals, outputs = forward(layers, inputs)
gradients = backward(layers, signals, -(targets - outputs) / 5)
print([signal.shape for signal in signals])
print([gradient.shape for gradient in gradients])

# %% [markdown]
# gdlib の `Network` は、すべての重みをひとつの長い配列に収めています。求まる勾配は同じです。

# %% name="compare-network"
import gdlib

network = gdlib.Network(
    (2, 8, 8, 1),
    loss_of=gdlib.squared_error,
    slope_of=gdlib.calc_gradient,
)
objective = network.objective(inputs.T, targets[0])
start = np.concatenate([weights.ravel() for weights in layers])
ours = np.concatenate([gradient.ravel() for gradient in gradients])
np.allclose(ours, objective.gradient(start))

# %% [markdown] role="question"
# ### 動かしてみる手間 {#price}
#
# このネットワークのパラメータの数は、上に出た形から `8 × 3 + 8 × 9 + 1 × 9` とわかります。そのひとつひとつを、上と下に一回ずつ動かします。損失を何回計算することになるでしょうか。

# %% name="price" predict="number" answer="calls"
calls = 0


def counted_loss(t):
    global calls
    calls = calls + 1
    return objective.loss(t)


measured = np.zeros(len(start))
for i in range(len(start)):
    step = np.zeros(len(start))
    step[i] = 0.00001
    up, down = counted_loss(start + step), counted_loss(start - step)
    measured[i] = (up - down) / 0.00002
print(np.allclose(measured, objective.gradient(start)))
calls

# %% [markdown]
# gdlib の `check_gradient` がするのも、ちょうどこれです。いちばん外れたところを返し、勾配が間違っていれば文句を言います。バイアスを忘れるという、よくある間違いで試しましょう。

# %% name="check"
worst = gdlib.check_gradient(objective.loss, objective.gradient, start)
print(worst.error < 1e-9)


def without_bias(t):
    grad = objective.gradient(t)
    grad[-1] = 0.0
    return grad


try:
    gdlib.check_gradient(objective.loss, without_bias, start)
except ValueError as complaint:
    print(str(complaint).split(" at t=")[0])

# %% [markdown]
# ## 何層も通ると {#depth}
#
# `gradient_sizes` は、隠れ層の多いネットワークを作り、学習を始める前の勾配の長さを、層ごとに測ります。

# %% name="gradient-sizes"
data = gdlib.two_moons(200, noise=0.1, seed=1)


def gradient_sizes(activation, depth=16):
    network = gdlib.Network((2, *[16] * depth, 1), activation)
    gradient = network.objective(*data).gradient(network.start(seed=1))
    return [float(np.linalg.norm(part)) for part in network.layers(gradient)]

# %% [markdown] role="question"
# ### どこまで届くか {#what-arrives}
#
# シグモイドの隠れ層が十六あるネットワークです。重みの勾配は、どこで最も小さくなるでしょうか。

# %% name="what-arrives" predict="choice" choices="入力に近い最初の層|真ん中|出力に近い最後の層|どこでも同じくらい" answer="3 if max(sizes) < 100 * min(sizes) else 0 if sizes.index(min(sizes)) < 4 else 2 if sizes.index(min(sizes)) > 12 else 1"
sizes = gradient_sizes("sigmoid")
print(["%.0e" % size for size in sizes])

# %% name="fading" alt="対数目盛りで描いた、層ごとの勾配の長さ。relu と tanh ではほぼ水平、シグモイドでは最後の層から最初の層へ向かって、一直線に十桁下がる。"
figure, ax = plt.subplots()
for activation in ["relu", "tanh", "sigmoid"]:
    ax.plot(range(1, 18), gradient_sizes(activation), ".-", label=activation)
ax.set(yscale="log", xlabel="層", ylabel="勾配の長さ")
ax.legend()
plt.show()

# %% [markdown]
# ## 演習 {#exercises}
#
# 今度は、帳簿をプログラムにつけさせます。どの数も、自分がどの数から作られたか（*親*）と、それぞれの親についての*傾き*を覚えておくのです。三段階で進めましょう。

# %% [markdown] exercise="product" role="task"
# ### 積の傾き {#ex-product}
#
# 和はもうできています。積に、ふたつの傾きを与えてください。

# %% exercise="product" role="starter"
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (1.0, 1.0))  # まだ正しくない


product = Number(3.0) * Number(-2.0)
product.value, product.slopes

# %% [markdown] exercise="product" role="hint"
# 一方の因数が少し増えると、積はその何倍増えるでしょうか。

# %% exercise="product" role="check"
forbid("gdlib", "Variable", why="今回は既製の関数を使わず、自分で書いてください。")
expect("(Number(3.0) * Number(-2.0)).value", -6.0, why="積の値は、値どうしの積です。")
expect("(lambda a, b: (lambda c: [sum(s for p, s in zip(c.parents, c.slopes) if p is one) for one in (a, b)])(a * b))(Number(3.0), Number(-2.0))", [-2.0, 3.0], why="一方の因数についての傾きは、もう一方の因数です。", shown="(Number(3.0) * Number(-2.0)).slopes")
expect("(lambda a, b: (lambda c: [sum(s for p, s in zip(c.parents, c.slopes) if p is one) for one in (a, b)])(a * b))(Number(0.5), Number(4.0))", [4.0, 0.5], why="一方の因数についての傾きは、もう一方の因数です。", shown="(Number(0.5) * Number(4.0)).slopes")
expect("(lambda a, b: (lambda c: [sum(s for p, s in zip(c.parents, c.slopes) if p is one) for one in (a, b)])(a + b))(Number(3.0), Number(-2.0))", [1.0, 1.0], why="和は初めから正しくできていました。", shown="(Number(3.0) + Number(-2.0)).slopes")

# %% exercise="product" role="solution"
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (other.value, self.value))


product = Number(3.0) * Number(-2.0)
product.value, product.slopes

# %% [markdown] exercise="way-back" role="task"
# ### 帰り道 {#ex-way-back}
#
# `numbers` には、計算に現れたすべての数が作られた順に入っていて、結果は最後にあります。`backward` を書いて、それぞれの `grad` に、その数についての結果の傾きが入るようにしてください。二回呼んでも、同じ答えにならなければなりません。

# %% exercise="way-back" role="starter"
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (other.value, self.value))


def backward(numbers):
    numbers[-1].grad = 1.0
    # ここに帰り道を書く


def slopes_at(a, b, times=1):
    a, b = Number(a), Number(b)
    u = a * b
    v = a + u
    E = v * v
    for _ in range(times):
        backward([a, b, u, v, E])
    return a.grad, b.grad


slopes_at(3.0, -2.0)

# %% [markdown] exercise="way-back" role="hint"
# まず、すべての `grad` をゼロにします。

# %% [markdown] exercise="way-back" role="hint"
# 次に `reversed(numbers)` を順に見ます。それぞれの数について、`zip(number.parents, number.slopes)` で親と傾きを組にして取り出します。

# %% [markdown] exercise="way-back" role="hint"
# 親が受け取るのは、傾きと勾配の積です。すでに受け取ったものに*足します*。

# %% exercise="way-back" role="check"
forbid("gdlib", "Tape", "Variable", why="今回は既製の関数を使わず、自分で書いてください。")
expect("slopes_at(3.0, -2.0)", (6.0, -18.0), why="道に沿って掛け、道が合わさるところで足します。")
expect("slopes_at(2.0, 1.0)", (16.0, 16.0), why="道に沿って掛け、道が合わさるところで足します。")
expect("slopes_at(3.0, -2.0, times=2)", (6.0, -18.0), why="帰り道は、毎回ゼロの勾配から始めます。")

# %% exercise="way-back" role="solution"
class Number:
    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (other.value, self.value))


def backward(numbers):
    for number in numbers:
        number.grad = 0.0
    numbers[-1].grad = 1.0
    for number in reversed(numbers):
        for parent, slope in zip(number.parents, number.slopes):
            parent.grad += slope * number.grad


def slopes_at(a, b, times=1):
    a, b = Number(a), Number(b)
    u = a * b
    v = a + u
    E = v * v
    for _ in range(times):
        backward([a, b, u, v, E])
    return a.grad, b.grad


slopes_at(3.0, -2.0)

# %% [markdown] exercise="layer-back" role="task"
# ### ひとつ前の層へ {#ex-layer-back}
#
# 同じことを、層まるごとで行います。
#
# - `weights` の形は（出力の数、入力の数 + 一）で、最後の列がバイアスです。
# - `signals` の形は（入力の数 + 一、サンプルの数）です。tanh を通って層に入ってきた信号の下に、一だけの行を付けてあります。
# - `delta` の形は（出力の数、サンプルの数）で、この層の誤差です。
#
# 重みの勾配と、ひとつ前の層の誤差を返してください。

# %% exercise="layer-back" role="starter"
def layer_back(weights, signals, delta):
    gradient = np.zeros(weights.shape)
    before = np.zeros((signals.shape[0] - 1, signals.shape[1]))
    return gradient, before


weights = np.array([[0.8, -1.2, 0.1]])
signals = np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]])
layer_back(weights, signals, np.array([[2.0, -1.0]]))

# %% [markdown] exercise="layer-back" role="hint"
# 勾配は `weights` と同じ形です。`delta` と `signals` の積で、その形になるものはひとつしかありません。

# %% [markdown] exercise="layer-back" role="hint"
# 誤差は、バイアスを除いて転置した重み `weights[:, :-1].T` を通って戻り、成分ごとに tanh の傾きが掛かります。

# %% [markdown] exercise="layer-back" role="hint"
# tanh の傾きは、一から出力の二乗を引いたものです。出力は `signals[:-1]` です。

# %% exercise="layer-back" role="check"
forbid("gdlib", "backward", why="今回は既製の関数を使わず、自分で書いてください。")
expect("np.shape(layer_back(np.array([[0.8, -1.2, 0.1]]), np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]]), np.array([[2.0, -1.0]]))[0])", (1, 3), why="勾配は重みと同じ形です。", shown="layer_back(weights, signals, np.array([[2.0, -1.0]]))[0].shape")
expect("layer_back(np.array([[0.8, -1.2, 0.1]]), np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]]), np.array([[2.0, -1.0]]))[0]", [[-1.5, 0.5, 1.0]], why="誤差と信号の積を、サンプルについて足し合わせます。", shown="layer_back(weights, signals, np.array([[2.0, -1.0]]))[0]")
expect("layer_back(np.array([[0.8, -1.2, 0.1]]), np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]]), np.array([[2.0, -1.0]]))[1]", [[1.2, -0.6], [-2.25, 1.2]], why="誤差は、バイアスを除いた重みと、傾きを通って戻ります。", shown="layer_back(weights, signals, np.array([[2.0, -1.0]]))[1]")

# %% exercise="layer-back" role="solution"
def layer_back(weights, signals, delta):
    gradient = delta @ signals.T
    before = weights[:, :-1].T @ delta * (1 - signals[:-1] ** 2)
    return gradient, before


weights = np.array([[0.8, -1.2, 0.1]])
signals = np.array([[-0.5, 0.5], [0.25, 0.0], [1.0, 1.0]])
layer_back(weights, signals, np.array([[2.0, -1.0]]))

# %% [markdown]
# ## 四十行の自動微分 {#forty-lines}
#
# 全部をまとめると、こうなります。覚えている数、親をたどって見つける順序、そして帰り道。ネットワークのことを知っている行は、一行もありません。

# %% name="forty-lines"
class Number:
    """どう計算されたかを覚えている数。"""

    def __init__(self, value, parents=(), slopes=()):
        self.value, self.parents, self.slopes = value, parents, slopes
        self.grad = 0.0

    def __add__(self, other):
        other = as_number(other)
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        other = as_number(other)
        return Number(self.value * other.value, (self, other), (other.value, self.value))

    def tanh(self):
        value = math.tanh(self.value)
        return Number(value, (self,), (1 - value**2,))

    def backward(self):
        numbers = in_order(self, [], set())
        for number in numbers:
            number.grad = 0.0
        self.grad = 1.0
        for number in reversed(numbers):
            for parent, slope in zip(number.parents, number.slopes):
                parent.grad += slope * number.grad


def as_number(value):
    return value if isinstance(value, Number) else Number(value)


def in_order(number, found, seen):
    if number not in seen:
        seen.add(number)
        for parent in number.parents:
            in_order(parent, found, seen)
        found.append(number)
    return found


a, b = Number(3.0), Number(-2.0)
v = a + a * b
E = v * v
E.backward()
E.value, a.grad, b.grad

# %% [markdown]
# これで学習できるでしょうか。直線では分けられない XOR 模様の四つの点と、入力がふたつ、隠れ層のニューロンが三つ、出力がひとつのネットワークで試します。重みはどれも `Number` です。

# %% name="train-xor" alt="損失は 0.6 あまりから下がり、いったん緩やかになった後、60 回ほどの反復でほとんどゼロになる。"
points = [(-1, -1, -1), (-1, 1, 1), (1, -1, 1), (1, 1, -1)]


def network_loss(t):
    """四つの点についての、2-3-1 ネットワークの二乗誤差の平均を返す。"""
    total = 0.0
    for x1, x2, y in points:
        output = t[12]
        for i in range(3):
            w1, w2, b = t[3 * i : 3 * i + 3]
            output = output + t[9 + i] * (w1 * x1 + w2 * x2 + b).tanh()
        error = output + -y
        total = error * error * 0.125 + total
    return total


chance = random.Random(3)
t = [Number(chance.uniform(-1, 1)) for _ in range(13)]
losses = []
for n in range(300):
    loss = network_loss(t)
    loss.backward()
    losses.append(loss.value)
    t = [Number(number.value - 0.3 * number.grad) for number in t]

figure, ax = plt.subplots()
ax.plot(losses)
ax.set(xlabel="反復", ylabel="損失")
plt.show()

# %% [markdown]
# gdlib の自動微分も、考え方は同じです。親をたどる代わりに記録（テープ）を使うので、どんなに長い計算でも困りません。使える演算も、ずっと多くなっています。この損失では、両者の結果が一致します。

# %% name="compare-gdlib"
somewhere = tuple(chance.uniform(-1, 1) for _ in range(13))
t = [Number(value) for value in somewhere]
network_loss(t).backward()
ours = [number.grad for number in t]
theirs = gdlib.automatic_gradient(network_loss)(somewhere)
print(np.round(ours[:4], 6), np.round(theirs[:4], 6))
np.allclose(ours, theirs)

# %% [markdown]
# レッスンのグラフを、gdlib に描かせてみましょう。

# %% name="graph" alt="E = (a + ab)² のグラフ。値と勾配の書かれた五つの箱と、傾きの書かれた矢印が、a と b から u と v を経て E へ続く。"
from gdlib import plots

tape = gdlib.Tape()
a, b = tape.variable(3.0), tape.variable(-2.0)
u = a * b
v = a + u
E = v * v
figure, ax = plt.subplots(figsize=(4.4, 2.2), layout="constrained")
names = {a: "a", b: "b", u: "u = ab", v: "v = a + u", E: "E = v²"}
plots.plot_graph(E, ax, names=names, lang="ja")
plt.show()

# %% [markdown]
# ネットワークのすべての傾きが、損失数回分の手間で求まるようになりました。いよいよ[ニューラルネットワーク](../lessons/neural-network.md)を学習させましょう。
