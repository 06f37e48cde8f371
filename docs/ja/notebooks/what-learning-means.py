# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 学ぶとはどういうことか {#what-learning-means}
#
# [学ぶとはどういうことか](../lessons/what-learning-means.md)のレッスンを、プログラムで確かめます。モデルと損失を作り、ふたつの方法でよい値を探します。まず NumPy だけで全部自分で書き、それから gdlib を使って数行で書き直します。
#
# どのセルも書き換えて実行できます。言葉の説明はレッスンに譲り、ここでは実物を見ていきましょう。

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## 八日分の記録 {#data}
#
# スタンドの店主が書き留めたものです。気温が例年より何度高かったか、そして例年より何杯多く売れたか（十杯単位）が並んでいます。

# %% name="data" alt="八つの点。左端の −4.6 から右端の 7.2 まで、ほぼ一定の割合で上がっていく。"
xs = np.array([-3.0, -2.5, -1.0, 0.0, 0.5, 1.5, 2.5, 3.0])
ys = np.array([-4.6, -4.4, -0.5, 1.6, 1.2, 4.9, 5.4, 7.2])


def draw_days():
    figure, ax = plt.subplots()
    ax.plot(xs, ys, "o", color="tab:orange")
    ax.set(xlabel="気温が例年より何度高いか", ylabel="例年より何杯多いか（十杯）", ylim=(-7, 9))
    return ax


draw_days()
plt.show()

# %% [markdown]
# ## モデル {#model}
#
# つまみがふたつ付いた直線です。つまみは重み `w` とバイアス `b`。入力はひとつでも、配列でもかまいません。

# %% name="model"
def guess(x, w, b):
    return w * x + b


print(guess(3.0, 1.5, 0.0))
print(guess(xs, 1.5, 0.0))

# %% [markdown] role="question"
# ### ひとつの予測は、どれだけ外れるか {#one-guess}
#
# つまみは `w = 1.0`、`b = 2.0` です。`x = 1.5` の日の記録は `y = 4.9` です。この日の予測の二乗誤差、つまり外れた分の二乗の半分は、いくつでしょうか。

# %% name="one-error" predict="number" answer="error"
miss = 4.9 - guess(1.5, 1.0, 2.0)
error = 0.5 * miss**2
error

# %% [markdown]
# ## 損失 {#loss}
#
# この誤差を、すべての日について平均したものです。つまみの関数であって、記録のほうは動きません。

# %% name="loss"
def loss(w, b):
    misses = ys - guess(xs, w, b)
    return float(np.mean(0.5 * misses**2))


print(loss(0.0, 0.0), loss(1.5, 0.0), loss(2.0, 1.0))

# %% name="misses" alt="八つの点と、その間を通る直線。点から直線まで、上下に赤い線が引いてある。直線は少し傾きが足りない。"
def draw_misses(w, b):
    ax = draw_days()
    ax.plot(xs, guess(xs, w, b), color="tab:blue")
    ax.vlines(xs, guess(xs, w, b), ys, color="red", linewidth=2)
    ax.set_title("w = %.2f、b = %.2f：損失 %.3f" % (w, b, loss(w, b)))


draw_misses(1.5, 0.0)
plt.show()

# %% [markdown]
# 上のセルのふたつの数を変えて、もう一度実行してみてください。損失をどこまで小さくできるでしょうか。
#
# ## 地形 {#landscape}
#
# つまみがふたつなら、まだ全体を眺めるぜいたくができます。たくさんの合わせ方について損失を計算し、地図の標高のように等高線で描きます。

# %% name="landscape" alt="重みとバイアスの平面に描いた損失の等高線。w = 2、b = 1 あたりの最も低い点を、やや縦長の楕円が幾重にも囲む。"
def draw_landscape():
    ws, bs = np.meshgrid(np.linspace(-10, 10, 101), np.linspace(-10, 10, 101))
    heights = np.array([loss(w, b) for w, b in zip(ws.ravel(), bs.ravel())])
    levels = 0.2 + np.arange(20) ** 2
    figure, ax = plt.subplots(figsize=(4.4, 4.4))
    ax.contour(ws, bs, heights.reshape(ws.shape), levels, colors="tab:blue", linewidths=0.7)
    ax.set(xticks=range(-10, 11, 5), yticks=range(-10, 11, 5))
    ax.set(xlabel="重み w", ylabel="バイアス b")
    return ax


draw_landscape()
plt.show()

# %% [markdown]
# ## 全部試す {#grid}
#
# どちらのつまみも十通り。すべての組み合わせを一度ずつ試し、最もよいものを残します。

# %% name="grid"
values = range(-9, 10, 2)
tried = [(loss(w, b), w, b) for w in values for b in values]
print(len(tried), min(tried))

# %% [markdown] role="question"
# ### つまみが六つの格子 {#six-dials}
#
# つまみが六つあるモデルで、どのつまみも十通りずつ試します。組み合わせは何通りあるでしょうか。

# %% name="six-dials" predict="choice" choices="六十通り|六百通り|一万通り|百万通り" answer="[60, 600, 10_000, 1_000_000].index(settings)"
settings = 1
for dial in range(6):
    settings = settings * 10
settings

# %% [markdown]
# どれくらいの時間がかかるでしょうか。一秒に十億通り試せるとして、つまみの数を増やしていきます。

# %% name="time"
for dials in [2, 9, 12, 20, 30]:
    seconds = 10.0**dials / 1e9
    print("つまみ %d 個：%.3g 秒、%.3g 年" % (dials, seconds, seconds / (365.25 * 24 * 3600)))

# %% [markdown]
# ## 傾きを感じ取る {#slope}
#
# つまみをひとつ、百分の一だけ回し、損失がどんな割合で変わるかを見ます。二回触れてみるだけで、どちらのつまみをどちらに回せばよいかがわかります。

# %% name="nudge"
def slopes(w, b, nudge=0.01):
    here = loss(w, b)
    return (loss(w + nudge, b) - here) / nudge, (loss(w, b + nudge) - here) / nudge


slopes(1.5, 0.0)

# %% [markdown]
# どちらも負です。増やせば損失が減ります。そこで、それぞれのつまみを傾きと反対の向きに、傾きの十分の一だけ動かし、着いた先でまた同じことをします。うんと外れたところから {{ walk_steps }} 歩進みましょう。

# %% name="walk" alt="損失の等高線の上に、30 歩の道が描いてある。左下の隅から大股の数歩で右へ横切り、上へ曲がって、最も低い点の近くで終わる。"
w, b = -8.0, -8.0
path = [(w, b)]
for n in range(30):
    slope_w, slope_b = slopes(w, b)
    w, b = w - 0.1 * slope_w, b - 0.1 * slope_b
    path.append((w, b))
print(w, b, loss(w, b))

ax = draw_landscape()
ax.plot(*zip(*path), ".-", color="tab:orange", linewidth=1)
plt.show()

# %% [markdown]
# ふたつの探し方を比べてみてください。格子を {{ few.tries }} 回試しても損失は {{ grid_loss | places(3) }} 止まりでしたが、{{ walk_steps }} 歩では {{ felt.loss[walk_steps] | places(3) }} まで下がりました。
#
# ## gdlib で書く {#gdlib}
#
# `line_surface` は、ふたつのパラメータの関数としての直線の損失です。勾配も付いています。`record` はその上を歩き、一歩一歩を残します。パラメータはまとめて、ひとつの `t` として扱います。

# %% name="gdlib"
import gdlib

ground = gdlib.line_surface(xs.tolist(), ys.tolist())
run = gdlib.record(ground.loss, ground.gradient, t=(-8.0, -8.0), lr=0.1, steps=30)
print(run)
print(run.t[-1], run.loss[-1])

# %% [markdown]
# 最小二乗法の公式で求めた、最もよい直線も `ground` が知っています。

# %% name="best"
print(ground.minima[0], ground.loss(ground.minima[0]))

# %% [markdown]
# ## まだ見ていない日 {#new-data}
#
# 探すときに使わなかった日が、あと五日分あります。直線が何かを学んだのなら、この五日での損失も同じくらいの大きさになるはずです。

# %% name="fresh"
fresh_xs = np.array([-2.0, -1.5, 1.0, 2.0, 2.8])
fresh_ys = np.array([-2.3, -2.6, 2.3, 6.0, 6.1])
w, b = ground.minima[0]
known = np.mean(0.5 * (ys - guess(xs, w, b)) ** 2)
fresh = np.mean(0.5 * (fresh_ys - guess(fresh_xs, w, b)) ** 2)
print("知っている日 %.3f、新しい日 %.3f" % (known, fresh))

# %% [markdown]
# ## 演習 {#exercises}
#
# 「実行」はコードの結果を見せ、「答え合わせ」は正しいかどうかを調べます。解答例はヒントの下にありますが、自分で解いてから見るほうがずっと楽しいはずです。

# %% [markdown] exercise="loss" role="task"
# ### 損失を書く {#ex-loss}
#
# *どんな*日の記録にも使える、直線の平均二乗誤差を書いてください。今度は `xs` と `ys` も引数です。外れた分の二乗の半分を、平均します。

# %% exercise="loss" role="starter"
def mean_error(w, b, xs, ys):
    return 0.0  # ここに式を書く


print(mean_error(1.5, 0.0, xs, ys))

# %% [markdown] exercise="loss" role="hint"
# `w * xs + b` は、すべての日の予測を並べた配列です。これを `ys` から引くと、何が残るでしょうか。

# %% [markdown] exercise="loss" role="hint"
# `np.mean(…)` は配列の平均です。半分にするのは、中でも外でもかまいません。

# %% exercise="loss" role="check"
forbid("gdlib", "loss", why="今回は既製の関数を使わず、自分で書いてください。")
expect("mean_error(0.0, 0.0, np.array([1.0]), np.array([4.0]))", 8.0, why="一日分で、外れは 4 です。二乗の半分は 8 になります。")
expect("mean_error(2.0, 1.0, np.array([0.0, 1.0]), np.array([1.0, 3.0]))", 0.0, why="この直線は両方の点を通るので、外れはありません。")
expect("mean_error(0.0, 0.0, np.array([1.0, 2.0]), np.array([2.0, -2.0]))", 2.0, why="平均する前に二乗しましょう。そうしないと、正負の外れが打ち消し合います。")
expect("mean_error(1.5, 0.0, xs, ys)", 1.326875, why="合計ではなく、日数で割った平均です。", given="xs ys")

# %% exercise="loss" role="solution"
def mean_error(w, b, xs, ys):
    misses = ys - (w * xs + b)
    return np.mean(0.5 * misses**2)


print(mean_error(1.5, 0.0, xs, ys))

# %% [markdown] exercise="grid" role="task"
# ### もっと細かい格子 {#ex-grid}
#
# どちらのつまみも `-9.0`、`-8.5`、`-8.0`、…、`9.0` の値をとる格子を、全部調べてください。試した数を `tries` に、最も小さい損失を `smallest` に、そのときの値を `best_w` と `best_b` に入れます。`loss(w, b)` を使ってかまいません。

# %% exercise="grid" role="starter"
tries, smallest = 0, 1000.0
best_w, best_b = 0.0, 0.0
# ここに二重のループを書く

print(tries, smallest, best_w, best_b)

# %% [markdown] exercise="grid" role="hint"
# `np.arange(-9.0, 9.5, 0.5)` が値の並びです。`9.5` そのものは含まれません。

# %% [markdown] exercise="grid" role="hint"
# `w` のループの中に `b` のループを書きます。いちばん内側で回数を数え、`loss(w, b)` が `smallest` より小さければ、その損失と値を覚えます。

# %% exercise="grid" role="check"
expect("tries", 1369, why="37 通りの w のそれぞれに、37 通りの b があります。")
expect("best_w", 2.0, why="最後の値ではなく、損失が最も小さい値を残します。")
expect("best_b", 1.0, why="最後の値ではなく、損失が最も小さい値を残します。")
expect("smallest", 0.17375, why="損失と値を、一緒に覚えていますか。")

# %% exercise="grid" role="solution"
tries, smallest = 0, 1000.0
best_w, best_b = 0.0, 0.0
for w in np.arange(-9.0, 9.5, 0.5):
    for b in np.arange(-9.0, 9.5, 0.5):
        tries = tries + 1
        if loss(w, b) < smallest:
            smallest, best_w, best_b = loss(w, b), w, b

print(tries, smallest, best_w, best_b)

# %% [markdown] exercise="step" role="task"
# ### 坂を一歩下る {#ex-step}
#
# 一歩を書いてください。`(w, b)` から、それぞれのつまみを傾きと反対の向きに、傾きの `lr` 倍だけ動かし、新しい `w` と `b` を返します。`slopes(w, b)` を使ってかまいません。

# %% exercise="step" role="starter"
def step(w, b, lr):
    return w, b  # このままでは動かない


step(1.5, 0.0, lr=0.1)

# %% [markdown] exercise="step" role="hint"
# `slope_w, slope_b = slopes(w, b)` で、両方の傾きが手に入ります。

# %% [markdown] exercise="step" role="hint"
# 傾きが負なら、つまみは増やさなければなりません。それには、どちらの符号がよいでしょうか。

# %% exercise="step" role="check"
expect("step(1.5, 0.0, 0.1)", [1.71475, 0.11575], why="ここではどちらの傾きも負なので、どちらのつまみも増えるはずです。", tolerance=2e-3)
expect("step(1.5, 0.0, 0.0)", [1.5, 0.0], why="倍率が 0 なら、何も動きません。")
expect("loss(*step(2.0, 4.0, 0.1)) < loss(2.0, 4.0)", True, why="傾きと反対に少し動けば、損失は減るはずです。", given="loss")
expect("step(2.0, 4.0, 0.2)[1] < 4.0", True, why="ここでは b が大きすぎて傾きが正なので、減らさなければなりません。")

# %% exercise="step" role="solution"
def step(w, b, lr):
    slope_w, slope_b = slopes(w, b)
    return w - lr * slope_w, b - lr * slope_b


step(1.5, 0.0, lr=0.1)

# %% [markdown]
# ## 考えてみよう {#to-think-about}
#
# - 八日のうちの一日を、涼しい日に五百杯も多く売れた、というようなありえない記録に変えて、はじめから実行し直してください。最もよい直線は、どれくらい引きずられるでしょうか。なぜ、そんなに動くのでしょうか。
# - 外れた分の二乗の半分の代わりに、絶対値を使ってみてください。最も低い点はどこへ移るでしょうか。
#
# 触れてみることなしに傾きを求める方法は、次のレッスン[勾配](../lessons/the-gradient.md)で扱います。
