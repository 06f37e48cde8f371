# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # モーメンタムから Adam まで {#momentum-and-adam}
#
# レッスン「[モーメンタムから Adam まで](../lessons/momentum-and-adam.md)」を、プログラムにします。まず NumPy だけを使って、すべての方法を自分たちで書きます。それから同じ競走を gdlib で数行で行い、正しく書けていたことを確かめます。

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## 谷 {#valley}
#
# `y` の向きが `x` の向きの {{ kappa }} 倍も急な損失です。点は、ふたつの数の配列で表します。

# %% name="valley"
kappa = 50.0
start = np.array([-4.0, 2.0])


def loss(t):
    x, y = t
    return (x**2 + kappa * y**2) / 2


def gradient(t):
    x, y = t
    return np.array([x, kappa * y])


print(loss(start), gradient(start))

# %% [markdown]
# ## 共通のループ {#loop}
#
# 方法とは、点と勾配を受け取って次の点を返す関数です。覚えておくべきものは、その関数を作る関数の中に置きます。ふつうの勾配降下法は、何も覚えません。

# %% name="plain"
def plain(lr):
    def update(t, grad):
        return t - lr * grad

    return update


def path_of(update, steps=60, t=start, gradient=gradient):
    path = [t]
    for n in range(steps):
        t = update(t, gradient(t))
        path.append(t)
    return np.array(path)


path_of(plain(lr=0.035), steps=3)

# %% [markdown]
# ## モーメンタム {#momentum}
#
# 速度 `v` を覚えておきます。新しいのは二行だけです。

# %% name="momentum"
def momentum(lr, beta=0.9):
    v = 0.0

    def update(t, grad):
        nonlocal v
        v = beta * v + grad
        return t - lr * v

    return update


path_of(momentum(lr=0.02, beta=0.85), steps=3)

# %% name="valley-paths" alt="谷の等高線と、左上から出発する二本の軌跡。ふつうの勾配降下法は壁の間を跳ねてなかなか進まず、モーメンタムは長い波を描いて最小点を通り過ぎ、戻ってくる。"
def draw_paths(paths, loss=loss):
    figure, ax = plt.subplots()
    grid = np.meshgrid(np.linspace(-5, 5, 201), np.linspace(-2.5, 2.5, 201))
    ax.contour(*grid, loss(grid), levels=160 * np.linspace(0.1, 1, 12) ** 4, linewidths=0.6)
    for name, path in paths.items():
        ax.plot(*path.T, ".-", linewidth=1, markersize=4, label=name)
    ax.set(xlabel="x", ylabel="y", xlim=(-5, 5), ylim=(-2.5, 2.5))
    ax.legend()
    plt.show()


draw_paths({"勾配降下法": path_of(plain(lr=0.035)), "モーメンタム": path_of(momentum(lr=0.02, beta=0.85))})

# %% [markdown]
# ## 予想 {#predict}
#
# 先へ進む前に、ふたつ考えてみましょう。

# %% [markdown] role="question"
# ### どこまでも続く坂 {#even-slope}
#
# 傾きはどこでも `1.0`、学習率は `1.0`、モーメンタムは速度の `beta = 0.9` を残します。何度も更新した後の歩幅は、いくつになるでしょうか。

# %% name="even-slope-steps" predict="number" answer="length"
path = path_of(momentum(lr=1.0, beta=0.9), steps=200, t=0.0, gradient=lambda t: 1.0)
length = abs(path[-1] - path[-2])
print(np.abs(np.diff(path))[:6], length)

# %% [markdown] role="question"
# ### ちょうど谷底で {#flat-side}
#
# モーメンタムの最初の一歩が、ちょうど谷底に着きました。谷を横切る向きの傾きは `0.0` です。次の更新で `y` はどうなるでしょうか。

# %% name="on-the-floor" predict="choice" choices="変わらない。傾きがゼロなら動かない|そのまま進み、反対側の壁を登る|もと来たほうへ戻る" answer="0 if ys[2] == ys[1] else 1 if ys[2] < 0 else 2"
ys = path_of(momentum(lr=0.02, beta=0.85), steps=2)[:, 1]
print(ys)

# %% [markdown]
# ## 背後にある行列 {#matrix}
#
# 曲率 `bend` の向きでは、モーメンタムは同じ行列を何度も掛けることに当たります。長い目で見て、一回の更新で距離が何倍になるかは、絶対値の大きいほうの固有値が教えてくれます。$\beta$ と $\eta$ が最良の組のとき、谷の両端も、その間のどの向きも、同じ倍率で縮みます。

# %% name="eigenvalues"
def factor(lr, beta, bend):
    matrix = [[1 + beta - lr * bend, -beta], [1, 0]]
    return np.abs(np.linalg.eigvals(matrix)).max()


root = np.sqrt(kappa)
best_beta = ((root - 1) / (root + 1)) ** 2
best_lr = 4 / (root + 1) ** 2
for bend in [1.0, 10.0, 25.0, kappa]:
    print(bend, factor(best_lr, best_beta, bend), "勾配降下法：", abs(1 - 2 / (kappa + 1) * bend))

# %% [markdown]
# 本当に最良の組なのでしょうか。全部試してみましょう。この地図は、どの点もそれぞれ一回の計算です。NumPy は `t` がひとつの数でも地図いっぱいの数でも気にしないので、すべてを同時に走らせることができます。

# %% name="map" alt="学習率と β の地図。良い組は、右下へとがった暗いくさび形に集まり、式から求めた組を表す星は、その先端にある。それより右、β に対して学習率が大きすぎるところでは発散する。"
lrs, betas = np.meshgrid(np.linspace(0.002, 0.12, 100), np.linspace(0.0, 0.95, 96))
x, y, vx, vy = -4.0 + 0 * lrs, 2.0 + 0 * lrs, 0.0, 0.0
for n in range(60):
    vx, vy = betas * vx + x, betas * vy + kappa * y
    x, y = x - lrs * vx, y - lrs * vy

figure, ax = plt.subplots()
distance = np.log10(np.hypot(x, y)).clip(-7, 2)
filled = ax.contourf(lrs, betas, distance, levels=np.arange(-7, 3), cmap="viridis")
ax.plot(best_lr, best_beta, "*", color="red", markersize=14)
ax.set(xlabel="学習率", ylabel="β")
figure.colorbar(filled, label="60 回更新した後の距離の常用対数")
plt.show()

# %% [markdown]
# 星は、暗いくさびの先端にあります。回数がこれほど少ないうちは、ふたつの根が重なる組の余分な因子が効くので、少し左の組のほうが先へ進んでいます。回数を増やすと、いちばん暗いところは星に近づきます。
#
# ## ネステロフ、AdaGrad、RMSProp {#three-more}
#
# どれも、いまあるものから一、二行しか離れていません。ネステロフは歩幅を変え、残りのふたつは勾配の代わりに二乗を覚えます。

# %% name="nesterov"
def nesterov(lr, beta=0.9):
    v = 0.0

    def update(t, grad):
        nonlocal v
        v = beta * v + grad
        return t - lr * (grad + beta * v)

    return update


# %% name="adagrad"
def adagrad(lr, epsilon=1e-10):
    s = 0.0

    def update(t, grad):
        nonlocal s
        s = s + grad**2
        return t - lr * grad / (np.sqrt(s) + epsilon)

    return update


# %% name="rmsprop"
def rmsprop(lr, rho=0.99, epsilon=1e-8):
    s = 0.0

    def update(t, grad):
        nonlocal s
        s = rho * s + (1 - rho) * grad**2
        return t - lr * grad / (np.sqrt(s) + epsilon)

    return update


# %% [markdown]
# 最初の一歩は、RMSProp では学習率の {{ rmsprop_first | places(0) }} 倍、AdaGrad ではちょうど学習率の長さです。どちらも、ふたつの向きで同じです。

# %% name="first-step"
print(path_of(adagrad(lr=0.1), steps=1)[1] - start)
print(path_of(rmsprop(lr=0.1), steps=1)[1] - start)

# %% [markdown]
# ## Adam {#adam}
#
# 両方を覚え、両方の出だしを補正します。

# %% name="adam"
def adam(lr, beta1=0.9, beta2=0.999, epsilon=1e-8):
    n, m, v = 0, 0.0, 0.0

    def update(t, grad):
        nonlocal n, m, v
        n = n + 1
        m = beta1 * m + (1 - beta1) * grad
        v = beta2 * v + (1 - beta2) * grad**2
        m_hat = m / (1 - beta1**n)
        v_hat = v / (1 - beta2**n)
        return t - lr * m_hat / (np.sqrt(v_hat) + epsilon)

    return update


path_of(adam(lr=0.3), steps=2)

# %% name="race" alt="対数目盛りで描いた、六つの方法の損失。AdaGrad はたちまち図の外へ下がる。ネステロフ、モーメンタム、Adam は波打ちながら下がる。勾配降下法と RMSProp はゆっくり下がる。"
runners = {
    "勾配降下法": plain(lr=0.02),
    "モーメンタム": momentum(lr=0.02),
    "ネステロフ": nesterov(lr=0.02),
    "AdaGrad": adagrad(lr=5.0),
    "RMSProp": rmsprop(lr=0.02),
    "Adam": adam(lr=0.1),
}
figure, ax = plt.subplots(figsize=(4.4, 4.2), layout="constrained")
for name, update in runners.items():
    losses = loss(path_of(update, steps=150).T)
    ax.plot(losses, label=name)
ax.set(yscale="log", ylim=(1e-9, 1e4), xlabel="反復", ylabel="損失")
figure.legend(loc="outside lower center", ncols=2)
plt.show()

# %% [markdown]
# ## 谷の向きを変える {#turn}
#
# 同じ谷を、八分の一回転だけ回します。損失は、点を逆に回してから求めます。勾配は、もとの勾配を一緒に回したものです。

# %% name="turned"
c = np.sqrt(0.5)
turn = np.array([[c, -c], [c, c]])


def turned_gradient(t):
    return turn @ gradient(turn.T @ t)


def turned_loss(t):
    return loss(turn.T @ t)


def updates_needed(update, steps=1000, turned=False):
    if turned:
        path = path_of(update, steps, turn @ start, turned_gradient)
        losses = turned_loss(path.T)
    else:
        losses = loss(path_of(update, steps).T)
    return np.flatnonzero(losses >= 0.001)[-1] + 1


print(updates_needed(momentum(lr=0.02)))

# %% [markdown] role="question"
# ### 困るのは誰か {#who-minds}
#
# モーメンタムと AdaGrad が、まっすぐな谷と向きを変えた谷を、それぞれ同じ学習率で下ります。向きを変えた谷で、更新の回数が増えるのはどちらでしょうか。

# %% name="turned-race" predict="choice" choices="どちらも増える|モーメンタムだけ|AdaGrad だけ|どちらも増えない" answer="0 if mom[1] > mom[0] and ada[1] > ada[0] else 1 if mom[1] > mom[0] else 2 if ada[1] > ada[0] else 3"
mom = [updates_needed(momentum(lr=0.02)), updates_needed(momentum(lr=0.02), turned=True)]
ada = [updates_needed(adagrad(lr=2.0)), updates_needed(adagrad(lr=2.0), turned=True)]
print("モーメンタム", mom)
print("AdaGrad", ada)

# %% [markdown]
# ## gdlib で同じことを {#gdlib}
#
# gdlib の最適化手法は、`record` が走らせる規則です。自分たちで書いたものと、すべての更新のすべての座標で一致します。

# %% name="agreement"
import gdlib

place = gdlib.bowl(kappa)
pairs = {
    "モーメンタム": (momentum(0.02), gdlib.Momentum(), 0.02),
    "ネステロフ": (nesterov(0.02), gdlib.Nesterov(), 0.02),
    "AdaGrad": (adagrad(0.5), gdlib.AdaGrad(), 0.5),
    "RMSProp": (rmsprop(0.05), gdlib.RMSProp(), 0.05),
    "Adam": (adam(0.3), gdlib.Adam(), 0.3),
}
for name, (update, rule, lr) in pairs.items():
    run = gdlib.record(place.loss, place.gradient, place.start, lr=lr, steps=60, rule=rule)
    print(name, np.allclose(path_of(update, steps=60), run.t))

# %% name="gdlib-race" alt="ローゼンブロックの曲がった谷と、左から出発する三本の軌跡。モーメンタムは曲がった谷底に沿って最小点のすぐ手前まで進み、Adam はその少し後ろにいる。ふつうの勾配降下法は、出発点の近くに留まっている。"
from gdlib import plots

place = gdlib.surface("rosenbrock")
rules = {"勾配降下法": (0.001, None), "モーメンタム": (0.001, gdlib.Momentum()), "Adam": (0.2, gdlib.Adam())}
runs = {
    name: gdlib.record(place.loss, place.gradient, place.start, lr=lr, steps=300, rule=rule)
    for name, (lr, rule) in rules.items()
}
figure, ax = plt.subplots(figsize=(4.4, 4.4))
plots.plot_paths(runs, place, ax, lang="ja")
plt.show()

# %% [markdown]
# ## 演習 {#exercises}
#
# 上のセルはすべて実行済みです。`gradient`、`start`、`path_of`、`np` をそのまま使えます。

# %% [markdown] exercise="look-ahead" role="task"
# ### 行く先を見る {#ex-look-ahead}
#
# ネステロフの方法を、もとの考え方のとおりに書きましょう。勾配は `theta - lr * beta * v` の点で求め、それから `v` と `theta` を更新します。出発点から順に、勾配を求めた点を並べて返してください。正しく書ければ、上の `nesterov` が通る点とぴったり一致します。

# %% exercise="look-ahead" role="starter"
def look_ahead_points(lr, beta, steps):
    theta, v = start, 0.0
    points = []
    for n in range(steps):
        ahead = theta  # 勾配を求める点はどこ？
        points.append(ahead)
        v = beta * v + gradient(ahead)
        theta = theta - lr * v
    return np.array(points)


look_ahead_points(0.01, 0.8, 3)

# %% [markdown] exercise="look-ahead" role="hint"
# 直すのは一行、`ahead = theta` のところだけです。

# %% [markdown] exercise="look-ahead" role="hint"
# 勾配が何であっても、速度は `theta` を `-lr * beta * v` だけ動かします。

# %% exercise="look-ahead" role="check"
forbid("nesterov", "Nesterov", "record", why="ループを自分で書いてください。gdlib は答え合わせに使います。")
wanted = gdlib.record(
    gdlib.bowl(50.0).loss, gdlib.bowl(50.0).gradient, (-4.0, 2.0), lr=0.01, steps=6, rule=gdlib.Nesterov(beta=0.8)
)
expect("len(look_ahead_points(0.01, 0.8, 7))", 7, why="更新一回につき、点がひとつです。")
expect("look_ahead_points(0.01, 0.8, 1)", [[-4.0, 2.0]], why="初めの速度はゼロです。")
expect("look_ahead_points(0.01, 0.8, 7)", wanted.t, why="勾配は theta - lr * beta * v の点で求めます。")

# %% exercise="look-ahead" role="solution"
def look_ahead_points(lr, beta, steps):
    theta, v = start, 0.0
    points = []
    for n in range(steps):
        ahead = theta - lr * beta * v
        points.append(ahead)
        v = beta * v + gradient(ahead)
        theta = theta - lr * v
    return np.array(points)


look_ahead_points(0.01, 0.8, 3)

# %% [markdown] exercise="fair-start" role="task"
# ### 公平な出だし {#ex-fair-start}
#
# 下の移動平均はゼロから始まるので、初めのうちは小さすぎます。同じ数が続くなら最初からその数になるように、補正してください。

# %% exercise="fair-start" role="starter"
def fading_means(numbers, beta):
    means, mean = [], 0.0
    for n, number in enumerate(numbers):
        mean = beta * mean + (1 - beta) * number
        means.append(mean)
    return means


fading_means([5.0, 5.0, 5.0], beta=0.9)

# %% [markdown] exercise="fair-start" role="hint"
# `n` 個の数を見た後の、重みの合計は `1 - beta**n` です。平均をどうすればよいでしょうか。

# %% [markdown] exercise="fair-start" role="hint"
# `enumerate` はゼロから数えるので、最初の数では `n` が `0` です。また、`mean` そのものは変えず、リストに加える値だけを補正します。

# %% exercise="fair-start" role="check"
expect("fading_means([5.0, 5.0, 5.0], 0.9)", [5.0, 5.0, 5.0], why="それまでの重みの合計で割りましょう。")
expect("fading_means([4.0], 0.999)", [4.0], why="最初の平均は、何個の数の平均でしょうか。")
expect("fading_means([1.0, 4.0], 0.5)", [1.0, 3.0], why="持ち越す平均ではなく、リストに加える値を補正します。")
expect("fading_means([-4.0, -3.7], 0.9)", [-4.0, -0.73 / 0.19], why="持ち越す平均ではなく、リストに加える値を補正します。")

# %% exercise="fair-start" role="solution"
def fading_means(numbers, beta):
    means, mean = [], 0.0
    for n, number in enumerate(numbers, 1):
        mean = beta * mean + (1 - beta) * number
        means.append(mean / (1 - beta**n))
    return means


fading_means([5.0, 5.0, 5.0], beta=0.9)

# %% [markdown] exercise="another-valley" role="task"
# ### 別の谷 {#ex-another-valley}
#
# 曲率が `2.0` から `200.0` までの谷があります。モーメンタムにとって最良の `lr` と `beta` を求めてください。レッスンの式は、曲率が一から始まる場合のものです。

# %% exercise="another-valley" role="starter"
lowest, highest = 2.0, 200.0
lr, beta = 0.01, 0.9  # ここを決める

# 百回更新した後、両方の座標はどこまで小さくなる？
path_of(momentum(lr, beta), 100, np.array([1.0, 1.0]), lambda t: np.array([lowest, highest]) * t)[-1]

# %% [markdown] exercise="another-valley" role="hint"
# 条件数は `highest / lowest` です。`beta` はこれだけで決まります。

# %% [markdown] exercise="another-valley" role="hint"
# 帯の左端は `lr * lowest = (1 - sqrt(beta))**2` です。

# %% exercise="another-valley" role="check"
expect("beta", 0.669421487603305, tolerance=1e-6, why="β の平方根は (√κ − 1) / (√κ + 1) です。")
expect("lr", 0.01652892561983471, tolerance=1e-6, why="谷が急なほど学習率は小さくなります。lr と最小の曲率の積が (1 − √β)² です。")
expect_between("abs(path_of(momentum(lr, beta), 100, np.array([1.0, 1.0]), lambda t: np.array([2.0, 200.0]) * t)[-1]).max()", 0.0, 1e-6, why="急な向きで発散していませんか。", given="momentum path_of")

# %% exercise="another-valley" role="solution"
lowest, highest = 2.0, 200.0
root = np.sqrt(highest / lowest)
beta = ((root - 1) / (root + 1)) ** 2
lr = (1 - np.sqrt(beta)) ** 2 / lowest

path_of(momentum(lr, beta), 100, np.array([1.0, 1.0]), lambda t: np.array([lowest, highest]) * t)[-1]
