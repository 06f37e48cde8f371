# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # でこぼこの地形 {#bumpy-landscapes}
#
# [でこぼこの地形](../lessons/bumpy-landscapes.md)のレッスンをプログラムにします。平らなところを探し、それが何なのかを調べ、鞍点のそばを通る軌跡を眺め、たどり着く最小点ごとに出発点を塗り分けます。

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## 曲線の平らなところ {#flat-places}
#
# 波打つ損失と、手で求めた一階と二階の微分です。

# %% name="wavy"
y = 5.0


def wavy(t):
    return (y - t) ** 2 / 10 + 1 - np.cos(y - t)


def wavy_slope(t):
    return (t - y) / 5 + np.sin(t - y)


def wavy_bend(t):
    return 1 / 5 + np.cos(t - y)

# %% [markdown]
# 隣り合う二か所で傾きの符号が変わるなら、その間のどこかで傾きはゼロです。区間を半分にすることを繰り返せば、その場所が見つかります。何であるかは、二階微分が教えてくれます。

# %% name="stationary"
def zero_between(slope, left, right):
    for _ in range(60):
        middle = (left + right) / 2
        if slope(left) * slope(middle) > 0:
            left = middle
        else:
            right = middle
    return (left + right) / 2


grid = np.linspace(-10.05, 19.95, 301)
changes = np.flatnonzero(wavy_slope(grid[:-1]) * wavy_slope(grid[1:]) < 0)
flat = [zero_between(wavy_slope, grid[i], grid[i + 1]) for i in changes]
for t in flat:
    kind = "minimum" if wavy_bend(t) > 0 else "maximum"
    print("t=%.3f, loss: %.3f, E″: %.3f, %s" % (t, wavy(t), wavy_bend(t), kind))

# %% [markdown]
# ## 出発点と学習率 {#starts}
#
# NumPy を使うと、たくさんの出発点から一度に下りられます。下の図の点ひとつが出発点ひとつで、縦の位置が行き着いた先です。

# %% name="ends" alt="出発点に対する到着点を、ふたつの学習率について描いた図。学習率 0.1 では三つの極小点の高さに階段が三段ある。1.5 では、外側の二段のところどころが欠け、そこから始めると中央の最小点に着く。"
def ends(lr, starts, steps=2000):
    t = starts
    for _ in range(steps):
        t = t - lr * wavy_slope(t)
    return t


starts = np.linspace(-10, 20, 121)
figure, axes = plt.subplots(2, 1, figsize=(4.4, 5.4), sharex=True, layout="constrained")
for ax, lr in zip(axes, [0.1, 1.5]):
    ax.plot(starts, ends(lr, starts), ".")
    ax.set(ylabel="到着点", title="学習率 %.1f" % lr)
axes[-1].set_xlabel("出発点")
plt.show()

# %% [markdown] role="question"
# ### どの谷にも大きすぎる学習率 {#no-minimum}
#
# 曲率は深い谷で約 {{ at_best.bend | places(1) }}、くぼみで {{ at_trap.bend | places(3) }} です。学習率を `6.0` にすると、どうなるでしょうか。

# %% name="too-large-for-all" predict="choice" choices="深い谷で止まる|くぼみのどちらかで止まる|落ち着かないが、遠くへは行かない|どこまでも遠ざかる" answer="3 if abs(last[-1]) > 1000 else 2 if np.ptp(last) > 0.01 else 0 if abs(last[-1] - 5) < 0.01 else 1"
t, path = -5.0, []
for _ in range(2000):
    t = t - 6.0 * wavy_slope(t)
    path.append(t)
last = np.array(path[-100:])
print("%.1f … %.1f" % (last.min(), last.max()))

# %% [markdown]
# どの極小点も、曲率が $2/\eta$ より大きいので、近くに来た点を追い払います。一方、遠くでは波の効き目が小さく、曲率は平均しておよそ五分の一なので、また中央へ送り返されます。
#
# ## 鞍点 {#saddle}
#
# 今度は平面です。$E = \frac{1}{2}x^2 - \frac{1}{2}y^2 + \frac{1}{4}y^4$ の原点にある鞍点を離れるのに、どれくらいかかるでしょうか。

# %% name="saddle"
def saddle(t):
    return t[0] ** 2 / 2 - t[1] ** 2 / 2 + t[1] ** 4 / 4


def saddle_gradient(t):
    return np.array([t[0], t[1] ** 3 - t[1]])


def descent(gradient, t, lr, steps):
    path = [np.array(t, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - lr * gradient(path[-1]))
    return np.array(path)


for start in [1e-1, 1e-3, 1e-6, 1e-9]:
    path = descent(saddle_gradient, (1.8, start), lr=0.1, steps=400)
    print("%g: %d" % (start, np.argmax(abs(path[:, 1]) > 0.5)))

# %% name="level" alt="三つの出発点についての、反復に対する損失。いったん減り、ゼロで横ばいになり、それからマイナス四分の一へ減る。出発点が直線に近いほど、横ばいが長い。"
figure, ax = plt.subplots()
for start in [1e-1, 1e-3, 1e-6]:
    path = descent(saddle_gradient, (1.8, start), lr=0.1, steps=200)
    ax.plot([saddle(t) for t in path], label="y = %g" % start)
ax.set(xlabel="n", ylabel="E", ylim=(-0.3, 0.6))
ax.legend()
plt.show()

# %% [markdown]
# ## 曲面の平らなところをすべて見つける {#newton}
#
# ヒンメルブラウの関数と、その勾配とヘッセ行列です。ニュートン法 $t - H^{-1}\nabla E$ は、種類を問わず停留点へ向かいます。この格子状の出発点から始めると、九つすべてが見つかります。何であるかは固有値でわかります。

# %% name="himmelblau"
def himmelblau_gradient(t):
    x, y = t
    a, b = x * x + y - 11, x + y * y - 7
    return np.array([4 * x * a + 2 * b, 2 * a + 4 * y * b])


def himmelblau_hessian(t):
    x, y = t
    corner = 4 * x + 4 * y
    return np.array([[12 * x * x + 4 * y - 42, corner], [corner, 4 * x + 12 * y * y - 26]])


found = set()
for x in np.linspace(-4, 4, 9):
    for z in np.linspace(-4, 4, 9):
        t = np.array([x, z])
        for _ in range(40):
            t = t - np.linalg.solve(himmelblau_hessian(t), himmelblau_gradient(t))
        if np.linalg.norm(himmelblau_gradient(t)) < 1e-8:
            found.add((round(float(t[0]), 3), round(float(t[1]), 3)))

for t in sorted(found):
    low, high = np.linalg.eigvalsh(himmelblau_hessian(t))
    kind = "minimum" if low > 0 else "maximum" if high < 0 else "saddle"
    print("(%6.3f, %6.3f): %7.2f, %7.2f, %s" % (*t, low, high, kind))

# %% [markdown] role="question"
# ### 峠はいくつあるか {#how-many}
#
# 波打つ損失を縦と横の両方に使います。$E = \mathrm{wavy}(x) + \mathrm{wavy}(y)$ です。停留点は、両方の傾きがゼロになる五かける五か所。そのうち九つが極小点です。鞍点はいくつあるでしょうか。

# %% name="passes" predict="number" answer="saddles"
bends = [(wavy_bend(x), wavy_bend(z)) for x in flat for z in flat]
minima = sum(min(pair) > 0 for pair in bends)
maxima = sum(max(pair) < 0 for pair in bends)
saddles = len(bends) - minima - maxima
print(minima, saddles, maxima, minima - saddles + maxima)

# %% [markdown]
# ## 吸引域 {#basins}
#
# 格子状の出発点から一度に下り、到着点に最も近い最小点で塗り分けます。

# %% name="basins" alt="最小点ごとに四色で塗り分けた出発点の地図。どの色もおよそ四分の一を占め、その中に星がひとつある。"
minima = np.array([(3.0, 2.0), (-2.805, 3.131), (-3.779, -3.283), (3.584, -1.848)])
xs = np.linspace(-5, 5, 81)
t = np.array(np.meshgrid(xs, xs))
for _ in range(400):
    t = t - 0.01 * himmelblau_gradient(t)
distances = [np.hypot(t[0] - x, t[1] - z) for x, z in minima]
reached = np.argmin(distances, axis=0)

figure, ax = plt.subplots(figsize=(4.4, 4.4))
colors = ["tab:blue", "tab:orange", "tab:green", "tab:purple"]
for number, color in enumerate(colors):
    area = reached == number
    ax.contourf(xs, xs, area, levels=[0.5, 1.5], colors=[color], alpha=0.4)
    ax.plot(*minima[number], "*", color=color, markersize=14)
ax.set(xlabel="x", ylabel="y", aspect="equal")
plt.show()
print([round(float(np.mean(reached == number)), 2) for number in range(4)])

# %% [markdown]
# ## gdlib を使う {#gdlib}
#
# gdlib は用意された地形の極小点を知っているので、計算の結果を判定できます。収束したか、どこに着いたか、そこは最も低いところか、がわかります。

# %% name="verdicts"
import gdlib

hill = gdlib.landscape("wavy")
for lr in [0.1, 1.5, 2.0, 4.0]:
    run = gdlib.record(hill.loss, hill.gradient, hill.start, lr=lr, steps=200)
    judged = gdlib.verdict(run, hill)
    print("%.1f %s: %.3f, global: %s" % (lr, judged.kind, judged.minimum, judged.is_global))

# %% name="gdlib-paths" alt="ヒンメルブラウの関数の等高線。山頂のまわりの近い四点から始めた軌跡が、それぞれ別の最小点へ向かう。"
from gdlib import plots

ground = gdlib.surface("himmelblau")
runs = {}
for start in [(0.5, -0.2), (-1.0, 0.0), (-1.0, -1.5), (0.5, -1.5)]:
    run = gdlib.record(ground.loss, ground.gradient, start, lr=0.01, steps=60)
    runs["(%g, %g)" % start] = run
figure, ax = plt.subplots(figsize=(4.4, 4.4))
plots.plot_paths(runs, ground, ax, lang="ja")
plt.show()

# %% [markdown]
# ## 演習 {#exercises}

# %% [markdown] exercise="classify" role="task"
# ### 何の点か {#ex-classify}
#
# 停留点でのヘッセ行列（大きさは任意の配列）を受け取り、`"minimum"`（極小点）、`"maximum"`（極大点）、`"saddle"`（鞍点）、`"undecided"`（これだけではわからない）のどれかを返してください。

# %% exercise="classify" role="starter"
def kind_of(h):
    return "undecided"  # h の固有値を調べる


kind_of(np.array([[2.0, 0.0], [0.0, 3.0]]))

# %% [markdown] exercise="classify" role="hint"
# `np.linalg.eigvalsh(h)` は、対称行列の固有値をすべて、小さい順に返します。

# %% [markdown] exercise="classify" role="hint"
# 最小の固有値が正なら極小点、最大の固有値が負なら極大点です。最小が負で*しかも*最大が正なら、ほかが何であっても鞍点です。

# %% exercise="classify" role="check"
expect("kind_of(np.array([[2.0, 0.0], [0.0, 3.0]]))", "minimum", why="固有値がすべて正です。")
expect("kind_of(np.array([[1.0, 2.0], [2.0, 1.0]]))", "saddle", why="対角線だけではわかりません。固有値は 3 と −1 です。")
expect("kind_of(np.array([[-2.0, 1.0], [1.0, -2.0]]))", "maximum", why="固有値は −1 と −3 です。")
expect("kind_of(np.array([[1.0, 0.0], [0.0, 0.0]]))", "undecided", why="ゼロの固有値があり、負のものはありません。")
expect("kind_of(np.diag([1.0, 2.0, 3.0, -1.0]))", "saddle", why="下る方向がひとつでもあれば十分です。")

# %% exercise="classify" role="solution"
def kind_of(h):
    values = np.linalg.eigvalsh(h)
    low, high = values[0], values[-1]
    if low > 0:
        return "minimum"
    if high < 0:
        return "maximum"
    return "saddle" if low < 0 < high else "undecided"


kind_of(np.array([[2.0, 0.0], [0.0, 3.0]]))

# %% [markdown] exercise="hessian" role="task"
# ### 微分せずに求めるヘッセ行列 {#ex-hessian}
#
# ヘッセ行列の各行は、ひとつのパラメータに沿った勾配の変化率です。中心差分で測ってください。`t` の数をひとつだけ前後に `h` ずつ動かして、勾配がどう変わるかを見ます。

# %% exercise="hessian" role="starter"
def measured_hessian(gradient, t, h=1e-5):
    t = np.array(t, dtype=float)
    rows = []
    # t の数ひとつについて一行ずつ
    return np.array(rows)


measured_hessian(saddle_gradient, (0.0, 1.0))

# %% [markdown] exercise="hessian" role="hint"
# `step = np.zeros(len(t)); step[i] = h` とすれば、`i` 番目の数だけが動きます。

# %% [markdown] exercise="hessian" role="hint"
# `i` 行目は `(gradient(t + step) - gradient(t - step)) / (2 * h)` です。

# %% exercise="hessian" role="check"
expect("measured_hessian(saddle_gradient, (0.0, 1.0))", [[1.0, 0.0], [0.0, 2.0]], tolerance=1e-5, why="(0, 1) での二階微分は 1 と 3y² − 1 = 2 です。", given="saddle_gradient")
expect("measured_hessian(saddle_gradient, (0.0, 0.0))", [[1.0, 0.0], [0.0, -1.0]], tolerance=1e-5, why="鞍点では 1 と −1 です。", given="saddle_gradient")
expect("measured_hessian(himmelblau_gradient, (3.0, 2.0))", [[74.0, 20.0], [20.0, 34.0]], tolerance=1e-5, why="一度に動かす数はひとつだけです。", given="himmelblau_gradient")

# %% exercise="hessian" role="solution"
def measured_hessian(gradient, t, h=1e-5):
    t = np.array(t, dtype=float)
    rows = []
    for i in range(len(t)):
        step = np.zeros(len(t))
        step[i] = h
        rows.append((gradient(t + step) - gradient(t - step)) / (2 * h))
    return np.array(rows)


measured_hessian(saddle_gradient, (0.0, 1.0))

# %% [markdown] exercise="shake" role="task"
# ### 揺さぶって外す {#ex-shake}
#
# `(1.8, 0.0)` から始めると、この降下はまっすぐ鞍点へ行って止まります。勾配の長さが `0.001` より短くなったら、`t` をランダムな方向へ少し押すようにして、ふたつの最小点のどちらかで終わるようにしてください。

# %% exercise="shake" role="starter"
rng = np.random.default_rng(0)
t = np.array([1.8, 0.0])
for n in range(1000):
    grad = saddle_gradient(t)
    t = t - 0.1 * grad
t

# %% [markdown] exercise="shake" role="hint"
# 勾配の長さは `np.linalg.norm(grad)`、ランダムな小さい一押しは `rng.normal(0, 1e-4, 2)` です。

# %% [markdown] exercise="shake" role="hint"
# ループの中に `if np.linalg.norm(grad) < 1e-3: t = t + rng.normal(0, 1e-4, 2)` と書きます。最小点では、押されても次の更新で元に戻るので害はありません。

# %% exercise="shake" role="check"
expect_between("abs(t[1])", 0.99, 1.01, why="y = 1 か y = −1 の近くで終わるはずです。")
expect_between("abs(t[0])", 0.0, 0.01, why="押すのは、ほんの少しにしましょう。")

# %% exercise="shake" role="solution"
rng = np.random.default_rng(0)
t = np.array([1.8, 0.0])
for n in range(1000):
    grad = saddle_gradient(t)
    if np.linalg.norm(grad) < 1e-3:
        t = t + rng.normal(0, 1e-4, 2)
    t = t - 0.1 * grad
t

# %% [markdown] exercise="restarts" role="task"
# ### 何回やり直せばよいか {#ex-restarts}
#
# 最良の極小点の吸引域は、出発点全体のうち割合 `q` を占めます。与えられた確率以上で当てるには、出発点がいくつ必要でしょうか。最も小さい回数を返してください。

# %% exercise="restarts" role="starter"
def restarts(q, probability):
    return 1  # ここに式かループを書く


restarts(0.01, 0.95)

# %% [markdown] exercise="restarts" role="hint"
# `k` 回ともすべて外す確率は `(1 - q) ** k` です。

# %% [markdown] exercise="restarts" role="hint"
# `(1 - q) ** k > 1 - probability` である間、`k` を `1` から増やしていきます。

# %% exercise="restarts" role="check"
expect("restarts(0.5, 0.9)", 4, why="二分の一の四乗は 0.0625、三乗は 0.125 です。")
expect("restarts(0.25, 0.5)", 3, why="四分の三の二乗は、まだ二分の一より大きい値です。")
expect("restarts(0.01, 0.95)", 299, why="すべて外す確率が 0.05 以下でなければなりません。")

# %% exercise="restarts" role="solution"
def restarts(q, probability):
    k = 1
    while (1 - q) ** k > 1 - probability:
        k = k + 1
    return k


restarts(0.01, 0.95)

# %% [markdown]
# 鞍点から離れるには、ランダムな一押しがあれば十分です。[ミニバッチ](mini-batches.py)を使えば、それがただで手に入ります。
