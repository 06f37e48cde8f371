# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 収束の理論 {#convergence-notebook}
#
# [レッスン](../lessons/convergence.md)の定理を、数値で確かめます。定理が保証することと、実際の降下とを見比べましょう。

# %% name="imports"
import math

import matplotlib.pyplot as plt
import numpy as np

import gdlib

# %% [markdown]
# ## 天井 {#ceiling}
#
# 降下補題によれば、損失は、いま立っている点で接する曲率 $L$ の放物線より上には出ません。波打つ谷の二階微分は `1/5 + cos(y - t)` なので、曲率の最大値は `1.2` です。

# %% name="ceiling" alt="波打つ損失の曲線と、t = −2 で接し、ほかではどこでもその上にある破線の放物線。"
hills = gdlib.landscape("wavy")
smoothness = 1.2
u = -2.0
ts = np.linspace(-8, 14, 400)
ceiling = hills.loss(u) + hills.gradient(u) * (ts - u) + smoothness / 2 * (ts - u) ** 2

figure, ax = plt.subplots()
ax.plot(ts, [hills.loss(t) for t in ts], label="損失")
ax.plot(ts, ceiling, "--", label="天井")
ax.plot(u, hills.loss(u), "o")
ax.set(ylim=(-2, 25), xlabel="パラメータ t", ylabel="損失関数 E")
ax.legend()
plt.show()

# %% [markdown]
# 天井の最も低い点が、$\eta = 1/L$ の更新で着く場所です。ですから、そこでの損失は天井の最小値以下になるはずです。たくさんの出発点について、一度に確かめます。

# %% name="drop"
starts = np.linspace(-10, 20, 301)
before = np.array([hills.loss(t) for t in starts])
slopes = np.array([hills.gradient(t) for t in starts])
after = np.array([hills.loss(t) for t in starts - slopes / smoothness])
promised = before - slopes**2 / (2 * smoothness)
bool((after <= promised + 1e-12).all())

# %% [markdown]
# ## 倍率 {#factor}
#
# 条件数 $\kappa$ のお椀では、距離の二乗は、更新のたびに $1 - 1/\kappa$ 倍以下に縮みます。

# %% name="factor" alt="100 回の更新での距離の二乗を対数目盛りで描いた図。三本の線が下がり、保証された上限がいちばん上、最もよい学習率がいちばん下にある。"
kappa = 25.0
valley = gdlib.bowl(kappa)
updates = 100
slow = gdlib.record(valley.loss, valley.gradient, valley.start, lr=1 / kappa, steps=updates)
fast = gdlib.record(valley.loss, valley.gradient, valley.start, lr=2 / (kappa + 1), steps=updates)


def squared_distances(run):
    return [x * x + y * y for x, y in run.t]


bound = [(1 - 1 / kappa) ** n * squared_distances(slow)[0] for n in range(updates + 1)]

figure, ax = plt.subplots()
ax.plot(bound, "--", label="保証された上限")
ax.plot(squared_distances(slow), label="$\\eta = 1/L$")
ax.plot(squared_distances(fast), label="$\\eta = 2/(L + \\mu)$")
ax.set(yscale="log", xlabel="反復 n", ylabel="距離の二乗")
ax.legend()
plt.show()

# %% [markdown]
# ## 予想 {#predict}

# %% [markdown] role="question"
# ### お椀が細長くなると {#narrower}
#
# $\eta = 1/L$ で、距離が百分の一になるまでの更新の回数を数えます。お椀が二倍細長くなり、$\kappa$ が `25` から `50` になると、回数はどう変わるでしょうか。

# %% name="twice-as-narrow" predict="choice" choices="ほとんど変わらない|およそ 1.5 倍になる|およそ 2 倍になる|およそ 4 倍になる" answer="0 if ratio < 1.2 else 1 if ratio < 1.7 else 2 if ratio < 2.5 else 3"
def updates_needed(kappa):
    surface = gdlib.bowl(kappa)
    t, n = (1.0, 1.0), 0
    while math.hypot(*t) > 0.01 * math.sqrt(2):
        grad = surface.gradient(t)
        t = (t[0] - grad[0] / kappa, t[1] - grad[1] / kappa)
        n = n + 1
    return n


narrow, narrower = updates_needed(25.0), updates_needed(50.0)
ratio = narrower / narrow
print(narrow, narrower)

# %% [markdown] role="question"
# ### 雑音の床 {#floor}
#
# 雑音のある勾配では、降下は床の上で震え続けます。学習率を半分にすると、床での距離の二乗の平均はどうなるでしょうか。

# %% name="noise-floor" predict="choice" choices="変わらない|およそ半分になる|およそ四分の一になる|大きくなる" answer="0 if 0.8 < ratio_of_floors < 1.25 else 1 if 0.35 < ratio_of_floors < 0.65 else 2 if ratio_of_floors < 0.35 else 3"
def floor_of(lr, steps=20_000):
    rng = np.random.default_rng(1)
    noise = rng.standard_normal(steps)
    t, total = 0.0, 0.0
    for n in range(steps):
        t = t - lr * (t + noise[n])  # t²/2 の勾配に雑音が加わる
        total = total + t * t
    return total / steps


high, low = floor_of(0.1), floor_of(0.05)
ratio_of_floors = low / high
print(round(high, 4), round(low, 4))

# %% [markdown]
# ## 演習 {#exercises}

# %% [markdown] exercise="drop" role="task"
# ### 保証される減少 {#ex-drop}
#
# 降下補題が保証することを関数にしてください。勾配が `grad` の点で、学習率 `lr` の更新を一回すると、`L`-平滑な損失は少なくともどれだけ減るでしょうか。

# %% exercise="drop" role="starter"
def guaranteed_drop(grad, lr, L):
    return 0.0  # ここに式を書く


guaranteed_drop(2.0, 0.5, 1.0)

# %% [markdown] exercise="drop" role="hint"
# 補題に `v = u - lr * grad` を代入します。勾配の二乗には、何が掛かりますか。

# %% [markdown] exercise="drop" role="hint"
# 掛かるのは `lr * (1 - L * lr / 2)` です。

# %% exercise="drop" role="check"
expect("guaranteed_drop(2.0, 0.5, 1.0)", 1.5, why="勾配の二乗に掛かるのは lr (1 - L lr / 2) です。")
expect("guaranteed_drop(3.0, 1.0, 1.0)", 4.5, why="lr = 1/L なら、二乗を 2 L で割ったものになります。")
expect("guaranteed_drop(3.0, 2.0, 1.0)", 0.0, why="ちょうど境目では、何も保証されません。")
expect("guaranteed_drop(-1.0, 0.25, 2.0)", 0.1875, why="式に L と、勾配の二乗が入っていますか。")

# %% exercise="drop" role="solution"
def guaranteed_drop(grad, lr, L):
    return lr * (1 - L * lr / 2) * grad**2


guaranteed_drop(2.0, 0.5, 1.0)

# %% [markdown] exercise="best-rate" role="task"
# ### 最もよい学習率 {#ex-best-rate}
#
# お椀に最もよい学習率を、試して見つけます。`worst_factor(lr, mu, L)` は、ふたつの軸のうち遅いほうで、距離が何倍になるかを返します。`rates` の中から、この値が最も小さくなる学習率を返してください。

# %% exercise="best-rate" role="starter"
def worst_factor(lr, mu, L):
    return max(abs(1 - lr * mu), abs(1 - lr * L))


def best_rate(rates, mu, L):
    return rates[0]  # ここで探す


best_rate([k / 1000 for k in range(1, 1000)], mu=1.0, L=9.0)

# %% [markdown] exercise="best-rate" role="hint"
# 学習率を順に調べ、それまでで倍率が最も小さいものを覚えておきます。

# %% [markdown] exercise="best-rate" role="hint"
# `min` には関数を渡せます：`min(rates, key=lambda lr: worst_factor(lr, mu, L))`

# %% exercise="best-rate" role="check"
expect("best_rate([k / 1000 for k in range(1, 1000)], 1.0, 9.0)", 0.2, why="理論によれば 2 / (L + mu) です。")
expect("best_rate([k / 1000 for k in range(1, 1000)], 1.0, 3.0)", 0.5, why="両方の軸が関わります。大きいほうの倍率を小さくしてください。")
expect("best_rate([0.05, 0.08], 1.0, 19.0)", 0.08, why="候補は、渡された学習率だけです。")

# %% exercise="best-rate" role="solution"
def worst_factor(lr, mu, L):
    return max(abs(1 - lr * mu), abs(1 - lr * L))


def best_rate(rates, mu, L):
    return min(rates, key=lambda lr: worst_factor(lr, mu, L))


best_rate([k / 1000 for k in range(1, 1000)], mu=1.0, L=9.0)
