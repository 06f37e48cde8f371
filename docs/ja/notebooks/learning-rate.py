# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 学習率 {#learning-rate}
#
# [学習率](../lessons/learning-rate.md)のレッスンを、プログラムで確かめます。五通りの動き、何百もの学習率の比較、そしてふたつの証明を、数値で見ていきましょう。まず NumPy で自分で書き、それから gdlib を使います。

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## 五通りの動き {#five-runs}
#
# いつもの放物線です。目標は `5.0` にあります。`descent` は、途中の `t` をすべて返します。

# %% name="descent"
def loss(t):
    return 0.5 * (5.0 - t) ** 2


def gradient(t):
    return -(5.0 - t)


def descent(gradient, t, lr, steps):
    ts = [t]
    for n in range(steps):
        t = t - lr * gradient(t)
        ts.append(t)
    return np.array(ts)


for lr in [0.01, 0.5, 1.9, 2.0, 2.1]:
    print(lr, descent(gradient, -5.0, lr, 3))

# %% name="five-runs" alt="反復に対する t を、五つの学習率について描いたグラフ。0.01 ではほとんど動かず、0.5 ではなめらかに 5 まで上がる。1.9 では 5 のまわりで振れ幅がゆっくり縮み、2 では変わらず、2.1 では広がる。"
figure, axes = plt.subplots(5, 1, figsize=(4.4, 8), layout="constrained")
for ax, lr in zip(axes, [0.01, 0.5, 1.9, 2.0, 2.1]):
    ax.plot(descent(gradient, -5.0, lr, 20), ".-")
    ax.axhline(5.0, linestyle="--", color="gray", linewidth=1)
    ax.set(xticks=range(0, 21, 5), ylabel="t", title="学習率 %g" % lr)
axes[-1].set_xlabel("反復")
plt.show()

# %% [markdown]
# ## すべてを説明する一行 {#factor}
#
# 更新のたびに、目標までの距離は $1 - \eta$ 倍になるはずです。本当でしょうか。

# %% name="factor"
for lr in [0.01, 0.5, 1.9, 2.0, 2.1]:
    distances = descent(gradient, -5.0, lr, 5) - 5.0
    print(lr, distances[1:] / distances[:-1])

# %% [markdown] role="question"
# ### 大きな一歩 {#one-large-step}
#
# `t = -5.0` に立っていて、目標は `5.0`、学習率は `1.5` です。一回の更新で、どこへ着くでしょうか。

# %% name="one-large-step" predict="number" answer="t"
t = -5.0
t = t - 1.5 * gradient(t)
t

# %% [markdown] role="question"
# ### 双子の学習率 {#twin}
#
# 学習率 `0.4` で十回更新すると、ある損失になります。次の四つの中に、ちょうど同じ損失になる学習率がひとつだけあります。どれでしょうか。

# %% name="twin" predict="choice" choices="0.8|1.2|1.6|1.9" answer="same.index(True)"
reached = loss(descent(gradient, -5.0, 0.4, 10)[-1])
same = []
for lr in [0.8, 1.2, 1.6, 1.9]:
    end = loss(descent(gradient, -5.0, lr, 10)[-1])
    same.append(bool(np.isclose(end, reached, rtol=1e-6)))
    print(lr, end, reached)

# %% [markdown]
# ## 端から端まで {#sweep}
#
# 今度は、学習率をまとめて調べます。二百五十一通りのそれぞれについて最後まで降り、終わりの損失だけを取っておきます。

# %% name="sweep" alt="5 回、20 回、80 回更新したあとの損失を、学習率に対して描いたグラフ。縦軸は対数目盛り。三本とも 1 で最も深くなる左右対称の漏斗の形で、更新が少ないほど細い。どれも、0 と、2 の破線のところで損失 50 を通る。"
rates = np.linspace(0.0, 2.5, 251)
figure, ax = plt.subplots()
for steps in [5, 20, 80]:
    ends = [loss(descent(gradient, -5.0, lr, steps)[-1]) for lr in rates]
    ax.semilogy(rates, ends, label="%d 回の更新後" % steps)
ax.axvline(2.0, linestyle="--", color="gray", linewidth=1)
ax.set(ylim=(1e-10, 1e6), xlabel="学習率", ylabel="損失関数 E")
ax.legend()
plt.show()

# %% [markdown]
# 更新を増やすと、漏斗は太く、壁は急になります。すべての曲線が集まる点は動きません。そこが境目です。左半分と右半分は鏡に映したように同じで、双子の学習率がここにも現れています。
#
# ## 曲率を変える {#curvature}
#
# もっと鋭く曲がった放物線です。傾きは $L\,(t - 5)$ です。

# %% [markdown] role="question"
# ### もっと鋭く {#sharper}
#
# $L = 4$ とします。次のうち、まだ収束する最も大きい学習率はどれでしょうか。

# %% name="sharper" predict="choice" choices="0.2|0.4|0.6|1.9" answer="max(converging)"
def sharper(t):
    return 4.0 * (t - 5.0)


converging = []
for i, lr in enumerate([0.2, 0.4, 0.6, 1.9]):
    end = descent(sharper, -5.0, lr, 100)[-1]
    if abs(end - 5.0) < 0.01:
        converging.append(i)
    print(lr, end)

# %% [markdown]
# ## 降下補題を数値で {#lemma}
#
# 波打つ谷の曲率は、大きくても `1.2` です。降下補題によれば、損失は更新のたびに少なくとも $\eta\,(1 - \eta L/2)\,g^2$ だけ減ります。場所と、$2/L$ より小さい学習率との組を、一万通り試します。

# %% name="lemma"
def wavy(t):
    return 0.1 * (5.0 - t) ** 2 + 1 - np.cos(5.0 - t)


def wavy_gradient(t):
    return (t - 5.0) / 5 + np.sin(t - 5.0)


L = 1.2
rng = np.random.default_rng(0)
places = rng.uniform(-15, 25, 10_000)
below = rng.uniform(0, 2 / L, 10_000)
g = wavy_gradient(places)
fallen = wavy(places) - wavy(places - below * g)
promised = below * (1 - below * L / 2) * g**2
print(np.all(fallen >= promised - 1e-12))

# %% [markdown]
# 例外はひとつもありません。では、境目を超えるとどうでしょうか。補題はもう何も約束せず、登ってしまう更新も出てきます。千か所のうち何か所でそうなるかを、学習率ごとに数えます。

# %% name="climbs" alt="更新で損失が増える場所の割合を、学習率に対して描いたグラフ。L 分の二の破線まではゼロで、その先で増えていく。"
places = np.linspace(-15, 25, 1000)
g = wavy_gradient(places)
rates = np.linspace(0.05, 6, 120)
share = [np.mean(wavy(places - lr * g) > wavy(places) + 1e-12) for lr in rates]

figure, ax = plt.subplots()
ax.plot(rates, share)
ax.axvline(2 / L, linestyle="--", color="gray", linewidth=1)
ax.set(xlabel="学習率", ylabel="更新で損失が増える場所の割合")
plt.show()

# %% [markdown]
# $2/L$ を少し超えただけでは、影響を受ける場所はわずかです。ところが、それは損失が最も鋭く曲がる最小点のまわり、つまりどの降下も行こうとする場所なのです。学習率 `2.0` では、そこまで来ても落ち着けません。

# %% name="no-rest"
print(descent(wavy_gradient, -5.0, 2.0, 200)[-4:])

# %% [markdown]
# ## gdlib で書く {#gdlib}
#
# `sweep` は、学習率を順に替えながら、それぞれ最後まで降ります。`verdict` は、何が起きたのか、境目はどこかを教えてくれます。

# %% name="gdlib"
import gdlib

hill = gdlib.landscape("squared_error")
five = [0.01, 0.5, 1.9, 2.0, 2.1]
for run in gdlib.sweep(hill.loss, hill.gradient, -5.0, five):
    found = gdlib.verdict(run, hill)
    print("%5.2f  %-18s  %s" % (run.lr, found.kind, found.limit))

# %% [markdown]
# 図も一行で描けます。`"wavy"` の代わりに、`"huber"` や `"double_well"`、`"squared_error"` も入れてみてください。

# %% name="gdlib-sweep" alt="波打つ谷を 50 回更新したあとの損失を、学習率に対して描いたグラフ。ほとんどの学習率では最初のくぼみに捕まって水平になり、境目を示す破線のすぐ手前にだけ、最も低い点に着く深い谷がある。破線の先では、また高くなって落ち着かない。"
from gdlib import plots

figure, ax = plt.subplots()
rates = np.geomspace(0.01, 6, 200)
hill = gdlib.landscape("wavy")
plots.plot_learning_rates(rates, ax, landscape=hill, lang="ja")
plt.show()

# %% [markdown]
# ## 演習 {#exercises}
#
# 「実行」はコードの結果を見せ、「答え合わせ」は正しいかどうかを調べます。

# %% [markdown] exercise="limit" role="task"
# ### 境目を、半分ずつ絞り込む {#ex-limit}
#
# 関数 `settles(lr)` は、その学習率で学習させ、落ち着いたかどうかを返します。ある境目までは落ち着き、超えると落ち着きません。`low` は境目より小さく、`high` は大きいことがわかっています。境目を小数第四位まで求めてください。一回試すのも高くつくので、`50` 回以内で済ませます。区間を半分にすることを繰り返しましょう。

# %% exercise="limit" role="starter"
def limit_of(settles, low, high):
    # ここにループを書く
    return high


def parabola_settles(lr):
    return abs(descent(gradient, -5.0, lr, 500)[-1] - 5.0) < 10.0


limit_of(parabola_settles, 0.1, 3.0)

# %% [markdown] exercise="limit" role="hint"
# 真ん中の `(low + high) / 2` を試します。落ち着いたなら、境目はそれより上です。

# %% [markdown] exercise="limit" role="hint"
# そのときは `low = middle`、そうでなければ `high = middle` とします。`30` 回繰り返すと、区間は十億分の一になります。

# %% exercise="limit" role="check"
expect("limit_of(lambda lr: lr < 0.7, 0.0, 2.0)", 0.7, why="境目は、落ち着く最後の学習率と、落ち着かない最初の学習率の間にあります。", tolerance=1e-4)
expect("limit_of(lambda lr: lr < 0.05, 0.0, 8.0)", 0.05, why="区間は両側から縮んでいますか。", tolerance=1e-4)
expect("limit_of(lambda lr: abs(descent(gradient, -5.0, lr, 500)[-1] - 5.0) < 10.0, 0.1, 3.0)", 2.0, why="放物線の曲率は 1 です。", tolerance=1e-3, given="descent gradient", shown="limit_of(parabola_settles, 0.1, 3.0)")
expect("(lambda tried: [limit_of(lambda lr: tried.append(lr) or lr < 0.7, 0.0, 2.0), len(tried) <= 50][1])([])", True, why="試してよいのは 50 回までです。区間を半分にしていきましょう。")

# %% exercise="limit" role="solution"
def limit_of(settles, low, high):
    for n in range(30):
        middle = (low + high) / 2
        if settles(middle):
            low = middle
        else:
            high = middle
    return low


def parabola_settles(lr):
    return abs(descent(gradient, -5.0, lr, 500)[-1] - 5.0) < 10.0


limit_of(parabola_settles, 0.1, 3.0)

# %% [markdown] exercise="recipe" role="task"
# ### 学習率を選ぶ手順 {#ex-recipe}
#
# `lr` から始めて、うまくいく限り三倍にしていきます。`t` から `20` 回更新したあとの損失が、`t` での損失より大きくなければ、うまくいったことにします。うまくいった最後の学習率を返してください。

# %% exercise="recipe" role="starter"
def last_good_rate(loss, gradient, t, lr=0.001):
    # ここにループを書く
    return lr


last_good_rate(loss, gradient, -5.0)

# %% [markdown] exercise="recipe" role="hint"
# `descent(gradient, t, 3 * lr, 20)[-1]` が、次の学習率で着くところです。

# %% [markdown] exercise="recipe" role="hint"
# そこでの損失が `loss(t)` 以下である間（`while`）、`lr = 3 * lr` とします。

# %% exercise="recipe" role="check"
forbid("gdlib", "sweep", why="今回は既製の関数を使わず、自分で書いてください。")
expect("last_good_rate(loss, gradient, -5.0)", 0.729, why="0.729 の三倍は、境目の 2 を超えます。", tolerance=1e-9, given="loss gradient")
expect("last_good_rate(loss, gradient, -5.0, lr=0.5)", 1.5, why="渡された学習率から始めます。", tolerance=1e-9, given="loss gradient")
expect("last_good_rate(lambda t: 2 * (t - 5.0) ** 2, lambda t: 4 * (t - 5.0), -5.0)", 0.243, why="渡された損失と勾配を使います。", tolerance=1e-9)
expect("last_good_rate(loss, gradient, -5.0, lr=1.0)", 1.0, why="次の学習率で壊れるなら、いまの学習率が答えです。", tolerance=1e-9, given="loss gradient")

# %% exercise="recipe" role="solution"
def last_good_rate(loss, gradient, t, lr=0.001):
    while loss(descent(gradient, t, 3 * lr, 20)[-1]) <= loss(t):
        lr = 3 * lr
    return lr


last_good_rate(loss, gradient, -5.0)

# %% [markdown] exercise="repair" role="task"
# ### 直してみる {#ex-repair}
#
# このプログラムによると、`1.999` はすばらしい学習率です。なにしろ損失がゼロです。もう人に勧めた人までいます。間違いを見つけて、直してください。

# %% exercise="repair" role="starter"
def losses_after(rates, steps=20):
    t = -5.0
    losses = []
    for lr in rates:
        for n in range(steps):
            t = t - lr * gradient(t)
        losses.append(loss(t))
    return losses


losses_after([0.01, 0.5, 1.0, 1.999])

# %% [markdown] exercise="repair" role="hint"
# 学習率の順番を入れ替えてみましょう。それぞれの損失は変わりませんか。

# %% [markdown] exercise="repair" role="hint"
# ふたつめの降下は、どこから出発していますか。

# %% exercise="repair" role="check"
expect("losses_after([0.5])", [50 * 0.5 ** 40], why="学習率ごとに、その回数だけ更新したあとの損失を並べます。", tolerance=1e-15)
expect("losses_after([1.0, 1.999])[1]", 48.0388, why="どの学習率も、同じところから出発しなければなりません。", tolerance=1e-3)
expect("losses_after([2.0, 2.0, 2.0], steps=1)", [50.0, 50.0, 50.0], why="どの学習率も、同じところから出発しなければなりません。")
expect("losses_after([0.1, 1.0, 0.1])[2]", 50 * 0.9 ** 40, why="同じ学習率なら、リストのどこにあっても同じ損失になるはずです。", tolerance=1e-9)

# %% exercise="repair" role="solution"
def losses_after(rates, steps=20):
    losses = []
    for lr in rates:
        t = -5.0
        for n in range(steps):
            t = t - lr * gradient(t)
        losses.append(loss(t))
    return losses


losses_after([0.01, 0.5, 1.0, 1.999])

# %% [markdown]
# ## 考えてみよう {#to-think-about}
#
# - 学習率を端から端まで変えた図では、すべての曲線が境目のところで一点に集まります。その損失はいくつでしょうか。なぜ出発点の損失と同じなのでしょうか。
# - 損失を百倍にすると、最小点、勾配、境目はどう変わるでしょうか。「`0.1` は大きい学習率か」という問いについて、何が言えるでしょうか。
# - 波打つ谷では、$2/L$ をはるかに超える学習率が、小さな学習率よりもよい場所に着くことがあります。それを当てにしてよいでしょうか。
#
# 似た問題がもうひとつ、[最大の学習率](exercises.py#ex-largest-rate)が演習にあります。次のレッスンでは、パラメータに仲間が加わります。[直線を当てはめる](../lessons/fitting-a-line.md)へどうぞ。
