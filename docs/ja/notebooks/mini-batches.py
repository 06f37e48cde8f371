# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # ミニバッチ {#mini-batches}
#
# [ミニバッチ](../lessons/mini-batches.md)のレッスンをプログラムにします。カードのように日を配り、少しの日から求めた勾配の推定がどれくらい外れるかを測り、雑音の床を見つけて、スケジュールで下げます。

# %% name="data"
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(3)
x = rng.uniform(-3, 3, 64)  # 気温が例年より何度高いか
y = 2 * x + 1 + rng.standard_normal(64)  # 例年より何杯多いか（十杯単位）
N = len(x)

# %% [markdown]
# ## 一部の日から求める勾配 {#some}
#
# `rows` は、どの日を見るかを表します。全体の勾配は、すべての行についての平均です。

# %% name="gradient"
def loss(t):
    return np.mean(0.5 * (y - (t[0] * x + t[1])) ** 2)


def gradient_on(t, rows):
    r = y[rows] - (t[0] * x[rows] + t[1])
    return -np.array([np.mean(r * x[rows]), np.mean(r)])


start = np.zeros(2)
full = gradient_on(start, np.arange(N))
each = np.array([gradient_on(start, [i]) for i in range(N)])
print(np.round(full, 6))
print(np.round(each.mean(axis=0), 6))  # ひとつずつの勾配の平均

# %% name="wishes" alt="原点から広がる、日ごとの細い線と、その平均を表す、右向きの太い赤い線。"
figure, ax = plt.subplots()
for in_w, in_b in -each:
    ax.plot([0, in_w], [0, in_b], color="tab:blue", linewidth=0.7)
ax.plot([0, -full[0]], [0, -full[1]], color="red", linewidth=3)
ax.set(xlabel="w", ylabel="b")
plt.show()

# %% [markdown]
# ## どれくらい外れるか {#variance}
#
# 一日だけのときの分散と、バッチの分散です。引いては戻す場合（復元抽出）と、配る場合（非復元抽出）を、それぞれの式と並べます。

# %% name="variance"
variance = np.mean(np.sum((each - full) ** 2, axis=1))
rng = np.random.default_rng(1)
print("%d %.3f" % (1, variance))
for size in [2, 4, 8, 16, 32]:
    drawn = np.array([each[rng.integers(N, size=size)].mean(axis=0) for _ in range(4000)])
    dealt = np.array([each[rng.permutation(N)[:size]].mean(axis=0) for _ in range(4000)])
    by_drawing = np.mean(np.sum((drawn - full) ** 2, axis=1))
    by_dealing = np.mean(np.sum((dealt - full) ** 2, axis=1))
    print("%d %.3f (%.3f), " % (size, by_drawing, variance / size), end="")
    print("%.3f (%.3f)" % (by_dealing, variance / size * (N - size) / (N - 1)))

# %% [markdown]
# ## ループ {#loop}
#
# 切り混ぜ、配り、バッチごとに更新し、また切り混ぜます。

# %% name="loop"
def train(size, epochs, lr=0.1, seed=1):
    rng = np.random.default_rng(seed)
    t, path, n = np.zeros(2), [np.zeros(2)], 0
    for epoch in range(epochs):
        order = rng.permutation(N)
        for first in range(0, N, size):
            rate = lr(n) if callable(lr) else lr
            t = t - rate * gradient_on(t, order[first : first + size])
            path.append(t)
            n = n + 1
    return np.array(path)


for size in [1, 8, 64]:
    path = train(size, epochs=20)
    w, b = path[-1]
    print("%d: %d updates, w=%.3f, b=%.3f" % (size, len(path) - 1, w, b))

# %% name="paths" alt="重みとバイアスの平面の三つの軌跡。大きさ一のバッチは広い雲に、八のバッチは小さな雲に入り、全部のものはなめらかな曲線を描く。"
figure, axes = plt.subplots(3, 1, figsize=(4.4, 9), sharex=True, sharey=True)
for ax, (size, epochs) in zip(axes, [(1, 3), (8, 20), (64, 20)]):
    path = train(size, epochs)
    ax.plot(path[:, 0], path[:, 1], ".-", linewidth=0.7, markersize=3)
    ax.set(ylabel="b", title="B = %d" % size)
axes[-1].set_xlabel("w")
plt.show()

# %% [markdown] role="question"
# ### 一エポックのバッチ {#batches-in-an-epoch}
#
# 六十日を八日ずつのバッチに配ります。一エポックの更新は何回でしょうか。

# %% name="updates-in-an-epoch" predict="number" answer="updates"
updates = 0
for first in range(0, 60, 8):
    updates = updates + 1
updates

# %% [markdown]
# エポックの最後のバッチは小さくなりますが、それも使います。捨ててしまうと、エポックごとに何日分かが失われるからです。
#
# ## エポックで比べる {#epochs}
#
# 一エポックに計算する例の数は、バッチの大きさによらず同じです。ですから、ここではエポックを横軸にするのが公平です。

# %% name="over-epochs" alt="大きさ一、八、六十四のバッチについて、損失が最小値をどれだけ超えているかを20 エポックにわたって対数目盛りで描いた図。速くて雑音が多いもの、速くて雑音の少ないもの、遅くてなめらかなもの。"
best = np.polyfit(x, y, 1)
lowest = loss(best)
figure, ax = plt.subplots()
for size in [1, 8, 64]:
    losses = np.array([loss(t) for t in train(size, epochs=20)])
    when = np.arange(len(losses)) * size / N
    ax.plot(when, losses - lowest, linewidth=0.8, label="B = %d" % size)
ax.set(yscale="log", xlabel="エポック", ylabel="E − %.3f" % lowest)
ax.legend()
plt.show()

# %% [markdown]
# ## 雑音の床 {#floor}
#
# 数 `t` をひとつ、`y` の平均に近づけます。二千個の降下を一度に行い、それぞれが自分の日を引いては戻します。距離の二乗の平均は $\frac{\eta}{2 - \eta}\,\frac{\sigma^2}{B}$ に落ち着きます。

# %% name="floor"
def measured_floor(lr, size, steps=300, runs=2000):
    rng = np.random.default_rng(2)
    t = np.full(runs, 5.0)
    for _ in range(steps):
        drawn = y[rng.integers(N, size=(size, runs))]
        t = t - lr * (t - drawn.mean(axis=0))
    return np.mean((t - y.mean()) ** 2)


def floor(lr, size):
    return lr / (2 - lr) * y.var() / size


for lr, size in [(0.2, 1), (0.1, 1), (0.05, 1), (0.1, 8)]:
    measured = measured_floor(lr, size)
    print("%.2f, %d: %.3f (%.3f)" % (lr, size, measured, floor(lr, size)))

# %% [markdown] role="question"
# ### バッチを四倍、学習率を二倍に {#four-and-two}
#
# バッチの大きさを四倍に、学習率を二倍にします。雑音の床はどうなるでしょうか。

# %% name="four-and-two" predict="choice" choices="下がる|変わらない|上がる" answer="0 if after < 0.9 * before else 2 if after > 1.1 * before else 1"
before = measured_floor(0.1, 2)
after = measured_floor(0.2, 8)
print("%.3f %.3f" % (before, after))

# %% [markdown]
# ## スケジュール {#schedules}
#
# スケジュールは反復の関数です。下のものはどれも同じ学習率から始めます。比べるのは終わりの損失で、乱数の種 `10` 通りについて平均します。

# %% name="schedules"
steps = 20 * N
schedules = {
    "constant": lambda n: 0.1,
    "1/n": lambda n: 0.1 / (1 + 0.02 * n),
    "step": lambda n: 0.1 * 0.3 ** (n // (steps // 4)),
    "cosine": lambda n: 0.05 * (1 + np.cos(np.pi * n / steps)),
}
for name, schedule in schedules.items():
    ends = [train(1, epochs=20, lr=schedule, seed=seed)[-1] for seed in range(10)]
    print("%-8s %.6f" % (name, np.mean([loss(t) for t in ends]) - lowest))

# %% [markdown]
# ## 勾配ひとつの値段 {#cost}
#
# 時間は計算機によって違います。下の図は、このページを作った計算機のものです。実行して、お使いの機械の図に替えてください。スタンドよりも大きな問題のほうがよくわかるので、入力が六十四個ある例を四千個使います。

# %% name="cost" alt="バッチの大きさに対する、勾配ひとつにかかる時間。両軸とも対数目盛り。小さなバッチではほとんど変わらず、大きなバッチでは比例して増える。例ひとつあたりの時間は、初めは減り、やがて一定になる。"
from time import perf_counter

rng = np.random.default_rng(0)
inputs, targets = rng.normal(size=(4096, 64)), rng.normal(size=4096)
weights = np.zeros(64)


def seconds(size, rounds=5, repeats=100):
    times = []
    for _ in range(rounds):
        began = perf_counter()
        for _ in range(repeats):
            part = inputs[:size]
            (part @ weights - targets[:size]) @ part / size
        times.append((perf_counter() - began) / repeats)
    return min(times)  # ほかの回は、何かに待たされている


sizes = 2 ** np.arange(13)
times = np.array([seconds(size) for size in sizes])
figure, ax = plt.subplots()
ax.plot(sizes, 1e6 * times, "o-", label="勾配ひとつ")
ax.plot(sizes, 1e6 * times / sizes, "o--", label="例ひとつあたり")
ax.set(xscale="log", yscale="log", xlabel="B", ylabel="µs")
ax.legend()
plt.show()

# %% [markdown]
# 上の曲線が平らなところでは、バッチを大きくしてもほぼただです。下の曲線が平らになったら、大きくしてもそれ以上は得になりません。
#
# ## gdlib を使う {#gdlib}
#
# `minibatch_gradient` は、呼ぶたびに別の日を見る勾配の関数を作ります。そのまま `record` やどの最適化手法にも渡せます。データは上とまったく同じものです。

# %% name="gdlib"
import gdlib

days = gdlib.noisy_line(64, w=2.0, b=1.0, noise=1.0, seed=3)
print(np.allclose(days.x, x), np.allclose(days.y, y))

objective = gdlib.linear_regression(*days)
for size in [1, 8, 64]:
    gradient = gdlib.minibatch_gradient(objective, size, seed=1)
    steps = 20 * N // size
    schedule = gdlib.WarmUp(gdlib.Cosine(0.1, steps=steps), steps=2)
    run = gdlib.record(objective.loss, gradient, start, lr=schedule, steps=steps)
    print("%d: %.6f" % (size, run.loss[-1] - lowest))

# %% [markdown]
# 雑音のある降下には、ゼロで終わるスケジュールがよく効きます。雑音のないフルバッチでは、進む距離が短くなるだけです。
#
# ## 演習 {#exercises}

# %% [markdown] exercise="deal" role="task"
# ### 配る {#ex-deal}
#
# `order` を先頭から `size` 個ずつの配列に分け、そのリストを返してください。最後のバッチが小さくなっても、ひとつも失ってはいけません。

# %% exercise="deal" role="starter"
def deal(order, size):
    batches = []
    for k in range(len(order) // size):
        batches.append(order[k * size : (k + 1) * size])
    return batches


deal(np.arange(10), 4)

# %% [markdown] exercise="deal" role="hint"
# `10 // 4` は `2` です。四つずつのバッチがふたつ。残りのふたつはどこへ行ったのでしょうか。

# %% [markdown] exercise="deal" role="hint"
# `range(0, len(order), size)` で、各バッチの先頭の位置が得られます。終わりを超えるスライスは、短くなるだけです。

# %% exercise="deal" role="check"
expect("[list(batch) for batch in deal(np.arange(10), 4)]", [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]], why="最後のバッチには、残りが入ります。")
expect("[len(batch) for batch in deal(np.arange(64), 8)]", [8, 8, 8, 8, 8, 8, 8, 8], why="割り切れるなら、空のバッチは要りません。")
expect("[list(batch) for batch in deal(np.array([5, 3, 9]), 1)]", [[5], [3], [9]], why="順序はそのままにします。")
expect("[len(batch) for batch in deal(np.arange(5), 8)]", [5], why="バッチは指定より小さくてもかまいません。")

# %% exercise="deal" role="solution"
def deal(order, size):
    return [order[first : first + size] for first in range(0, len(order), size)]


deal(np.arange(10), 4)

# %% [markdown] exercise="mean" role="task"
# ### その都度の平均 {#ex-mean}
#
# `t = 0` から始め、`y` の値をひとつずつ一度だけ使います。`n` 番目の値での学習率は `1 / (n + 1)` です。結果を `t` に残してください。

# %% exercise="mean" role="starter"
t = 0.0
for n in range(N):
    grad = 0.0  # ½(y[n] − t)² を t で微分したもの
    t = t - grad
t

# %% [markdown] exercise="mean" role="hint"
# $\frac{1}{2}(y_n - t)^2$ の勾配は `t - y[n]` です。

# %% [markdown] exercise="mean" role="hint"
# 引く前に、学習率 `1 / (n + 1)` を掛けます。

# %% exercise="mean" role="check"
forbid("mean", "sum", "average", why="平均は降下に見つけてもらいましょう。")
expect("t", 1.0838756773692895, why="この学習率なら、降下は値の平均をその都度求める計算になります。")

# %% exercise="mean" role="solution"
t = 0.0
for n in range(N):
    grad = t - y[n]
    t = t - grad / (n + 1)
t

# %% [markdown] exercise="warm-up" role="task"
# ### 温めてから冷ます {#ex-warm-up}
#
# スケジュールを書いてください。初めの `warm` 回は、`n = 0` での `lr / warm` から `n = warm - 1` での `lr` まで、等間隔で上がります。`n = warm` からは、余弦の半波に沿って、`lr` から `n = steps` での `0` まで下がります。

# %% exercise="warm-up" role="starter"
def rate(n, lr=0.1, warm=10, steps=100):
    return lr  # ここに式を書く


[rate(n) for n in (0, 9, 10, 55, 100)]

# %% [markdown] exercise="warm-up" role="hint"
# `if n < warm:` のときは `lr * (n + 1) / warm` を返します。

# %% [markdown] exercise="warm-up" role="hint"
# その後の進み具合は `(n - warm) / (steps - warm)`、学習率は `lr * (1 + np.cos(np.pi * progress)) / 2` です。

# %% exercise="warm-up" role="check"
expect("rate(0)", 0.01, why="最初の学習率は 0 ではなく lr / warm です。")
expect("rate(9)", 0.1, why="n = warm − 1 で本来の学習率になります。")
expect("rate(10)", 0.1, why="余弦は 0 ではなく n = warm から始まります。")
expect("rate(55)", 0.05, why="半波の真ん中では、学習率は半分です。")
expect("rate(100)", 0.0, why="n = steps では 0 です。")

# %% exercise="warm-up" role="solution"
def rate(n, lr=0.1, warm=10, steps=100):
    if n < warm:
        return lr * (n + 1) / warm
    progress = (n - warm) / (steps - warm)
    return lr * (1 + np.cos(np.pi * progress)) / 2


[rate(n) for n in (0, 9, 10, 55, 100)]

# %% [markdown] exercise="repair" role="task"
# ### シャッフルを直す {#ex-repair}
#
# この学習はエラーなしに終わりますが、いつまでたっても直線が見つかりません。シャッフルがデータに何をしているかを見つけて、直してください。

# %% exercise="repair" role="starter"
def fitted(epochs=20, size=8, lr=0.1):
    rng = np.random.default_rng(0)
    t = np.zeros(2)
    for epoch in range(epochs):
        inputs, targets = rng.permutation(x), rng.permutation(y)
        for first in range(0, N, size):
            part = slice(first, first + size)
            r = targets[part] - (t[0] * inputs[part] + t[1])
            t = t + lr * np.array([np.mean(r * inputs[part]), np.mean(r)])
    return t


np.round(fitted(), 2)

# %% [markdown] exercise="repair" role="hint"
# シャッフルのあとも、`targets[0]` は `inputs[0]` のものでしょうか。

# %% [markdown] exercise="repair" role="hint"
# *日の番号*を一度だけシャッフルし（`order = rng.permutation(N)`）、`x[order]` と `y[order]` を使います。

# %% exercise="repair" role="check"
expect_between("fitted()[0]", 1.9, 2.2, why="重みは 2 くらいになるはずです。入力と目標を離してはいけません。")
expect_between("fitted()[1]", 0.85, 1.15, why="バイアスは 1 くらいになるはずです。")

# %% exercise="repair" role="solution"
def fitted(epochs=20, size=8, lr=0.1):
    rng = np.random.default_rng(0)
    t = np.zeros(2)
    for epoch in range(epochs):
        order = rng.permutation(N)
        inputs, targets = x[order], y[order]
        for first in range(0, N, size):
            part = slice(first, first + size)
            r = targets[part] - (t[0] * inputs[part] + t[1])
            t = t + lr * np.array([np.mean(r * inputs[part]), np.mean(r)])
    return t


np.round(fitted(), 2)

# %% [markdown]
# 雑音は、何歩かにわたって平均しても減らせます。[モーメンタムから Adam まで](momentum-and-adam.py)で、そのやり方を見ましょう。
