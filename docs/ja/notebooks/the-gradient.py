# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 勾配 {#the-gradient}
#
# [勾配](../lessons/the-gradient.md)のレッスンを、プログラムで確かめます。割線が接線になり、誤差が縮んでまた膨らみ、あらゆる向きの傾きがわかるところを見ていきましょう。まず NumPy で自分で書き、それから gdlib を使います。

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np

# %% [markdown]
# ## 割線 {#secants}
#
# 曲線の上の二点の間の傾きは、上がった分を、進んだ分で割ったものです。ふたつめの点を、だんだん近づけていきます。

# %% name="secants"
def loss(t):
    return 0.5 * (5.0 - t) ** 2


def quotient(loss, t, h):
    return (loss(t + h) - loss(t)) / h


for h in [2.0, 1.0, 0.1, 0.01, 0.001]:
    print(h, quotient(loss, -5.0, h))

# %% name="secants-figure" alt="放物線と、t = −5 の点を通る四本の直線。h が小さいほど急で、h = 0.001 ではほとんど接線である。"
ts = np.linspace(-10, 20, 200)
figure, ax = plt.subplots(figsize=(4.4, 4.4))
ax.plot(ts, loss(ts))
for h in [12.0, 6.0, 3.0, 0.001]:
    slope = quotient(loss, -5.0, h)
    ax.plot(ts, loss(-5.0) + slope * (ts + 5.0), linewidth=1, label="h = %g" % h)
ax.plot(-5.0, loss(-5.0), "o", color="red")
ax.set(xlim=(-10, 20), ylim=(-5, 100), xlabel="パラメータ t", ylabel="損失関数 E")
ax.legend()
plt.show()

# %% [markdown]
# レッスンでは、差分商が $-(y - t) + \tfrac{1}{2}h$ になることを示しました。ですから、足りない分を $h$ で割ると、どんな $h$ でも二分の一になるはずです。

# %% name="half"
def slope(t):
    return -(5.0 - t)


for h in [2.0, 1.0, 0.1, 0.01, 0.001]:
    print(h, (quotient(loss, -5.0, h) - slope(-5.0)) / h)

# %% [markdown]
# 末尾の桁が、もう揺れ始めています。これについては、あとで見ます。
#
# ## 両側を見る {#both-sides}
#
# 中心差分は両側を同じだけ見るので、曲線の曲がりの影響が打ち消し合います。

# %% name="both-sides"
def central_quotient(loss, t, h):
    return (loss(t + h) - loss(t - h)) / (2 * h)


print(central_quotient(loss, -5.0, 2.0))

# %% [markdown] role="question"
# ### 三乗と、広い刻み幅 {#cube}
#
# 放物線なら、刻み幅が広くても中心差分は正確です。では、曲線 $t^3$ ではどうでしょうか。$t = 2$ での傾きは `12.0` です。$h = 1$ の中心差分は、いくつになるでしょうか。

# %% name="cube" predict="number" answer="measured"
measured = central_quotient(lambda t: t**3, 2.0, 1.0)
measured

# %% [markdown]
# ## 打ち切りと丸め {#errors}
#
# $h$ が大きいとき、小さいとき、測った傾きは本当の傾きからどれくらいずれるでしょうか。もう少し起伏のある「波打つ谷」で調べます。傾きの式はわかっています。

# %% name="errors" alt="対数目盛りで描いた、h に対する誤差。大きい h から見ていくと、どちらの線も下がり、中心差分のほうが二倍急である。h = 10⁻⁷ と h = 10⁻⁵ の近くで最も低くなり、それより小さい h では、どちらもぎざぎざに上がる。"
def wavy(t):
    return 0.1 * (5.0 - t) ** 2 + 1 - np.cos(5.0 - t)


def wavy_slope(t):
    return (t - 5.0) / 5 + np.sin(t - 5.0)


widths = 10.0 ** np.arange(-15, 0.1, 0.25)
forward_errors = [abs(quotient(wavy, -5.0, h) - wavy_slope(-5.0)) for h in widths]
central_errors = [abs(central_quotient(wavy, -5.0, h) - wavy_slope(-5.0)) for h in widths]

figure, ax = plt.subplots()
ax.loglog(widths, forward_errors, ".-", label="前進差分")
ax.loglog(widths, central_errors, ".-", label="中心差分")
ax.set_xticks([1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1])
ax.set(xlabel="刻み幅 h", ylabel="誤差")
ax.legend()
plt.show()

# %% [markdown] role="question"
# ### 六つのうち、最もよいのは {#best-h}
#
# 波打つ谷の $t = -5$ での傾きを*前進*差分で測ります。次の六つの刻み幅のうち、最も正確なのはどれでしょうか。

# %% name="best-h" predict="choice" choices="1e-2|1e-5|1e-8|1e-11|1e-14|1e-17" answer="errors.index(min(errors))"
candidates = [1e-2, 1e-5, 1e-8, 1e-11, 1e-14, 1e-17]
errors = [abs(quotient(wavy, -5.0, h) - wavy_slope(-5.0)) for h in candidates]
for h, error in zip(candidates, errors):
    print(h, error)

# %% [markdown]
# 最後のものは、傾きを見つけることすらできません。$t + h$ が丸められて $t$ になり、差分商がゼロになるのです。
#
# ## パラメータがふたつ {#two-parameters}
#
# 平面の上のお椀です。偏微分では、一方の座標だけを動かし、もう一方を止めておきます。

# %% name="partial"
def bowl(x, y):
    return 0.5 * (x**2 + 4.0 * y**2)


x, y, h = -3.0, 1.0, 1e-5
in_x = (bowl(x + h, y) - bowl(x - h, y)) / (2 * h)
in_y = (bowl(x, y + h) - bowl(x, y - h)) / (2 * h)
print(in_x, in_y)

# %% [markdown]
# このふたつの数から、どの向きの傾きもわかります。長さが一の矢印との内積をとればよいのです。ぐるりと一周、実際に測って比べてみましょう。

# %% name="directions" alt="向きに対する傾き。余弦の波の形で、測った点は内積の線の上にある。最も高いのは、破線で示した勾配の向きである。"
angles = np.radians(np.arange(0, 361, 5))
measured = [
    (bowl(x + h * np.cos(a), y + h * np.sin(a)) - bowl(x - h * np.cos(a), y - h * np.sin(a))) / (2 * h)
    for a in angles
]
predicted = in_x * np.cos(angles) + in_y * np.sin(angles)

figure, ax = plt.subplots()
ax.plot(np.degrees(angles), measured, ".", label="測った傾き")
ax.plot(np.degrees(angles), predicted, label="内積")
ax.axvline(np.degrees(np.arctan2(in_y, in_x)), linestyle="--", color="gray", label="勾配の向き")
ax.set(xlabel="東から測った向き（度）", ylabel="傾き")
ax.legend()
plt.show()
print(max(measured), np.hypot(in_x, in_y))

# %% [markdown]
# 最も大きい傾きは勾配の長さに等しく、それは勾配の向きにあります。コーシー・シュワルツの不等式のとおりです。（五度おきに測っているので、測った最大値はほんの少し小さくなります。）
#
# ## gdlib で書く {#gdlib}
#
# `numerical_gradient` は、損失を受け取り、その勾配を関数として返します。$h$ はほどよい値を自分で選び、パラメータがいくつあっても使えます。

# %% name="numerical"
import gdlib

print(gdlib.numerical_gradient(loss)(-5.0))
print(gdlib.numerical_gradient(loss, method="forward", h=0.01)(-5.0))
print(gdlib.numerical_gradient(lambda t: bowl(t[0], t[1]))((-3.0, 1.0)))

# %% [markdown]
# `automatic_gradient` は、損失のプログラムを微分します。$h$ はいりませんし、丸めのほかに誤差はありません。

# %% name="automatic"
print(gdlib.automatic_gradient(loss)(-5.0))
print(gdlib.automatic_gradient(lambda t: bowl(t[0], t[1]))((-3.0, 1.0)))

# %% [markdown]
# どうしてそんなことができるのでしょうか。演算をひとつ残らず、テープに書いているのです。お椀のテープを見てみましょう。右の列は、最後の行から最初の行へ、逆向きに埋められていきます。

# %% name="tape"
tape = gdlib.Tape()
x, y = tape.variable(-3.0), tape.variable(1.0)
result = bowl(x, y)
result.backward()
for entry in tape:
    print("%8.2f %8.2f" % (entry.value, entry.grad))

# %% [markdown]
# 手で勾配を求めたら、`check_gradient` に見てもらいましょう。最もずれている成分について、ふたつの傾きを返します。大きくずれていれば、間違いを指摘します。

# %% name="check"
worst = gdlib.check_gradient(wavy, wavy_slope, -5.0)
print(worst.given, worst.measured)

# %% [markdown]
# ## 演習 {#exercises}
#
# 「実行」はコードの結果を見せ、「答え合わせ」は正しいかどうかを調べます。

# %% [markdown] exercise="central" role="task"
# ### 中心差分 {#ex-central}
#
# どんな `loss` でも、`t` での傾きを、刻み幅 `h` の中心差分で測る関数を書いてください。

# %% exercise="central" role="starter"
def measured_slope(loss, t, h=1e-5):
    return 0.0  # ここに式を書く


measured_slope(loss, -5.0)

# %% [markdown] exercise="central" role="hint"
# 二点は `t + h` と `t - h` です。その間に、どれだけ上がりますか。

# %% [markdown] exercise="central" role="hint"
# どれだけ進みましたか。`h` ではありません。

# %% exercise="central" role="check"
forbid("gdlib", "numerical_gradient", "central_quotient", why="今回は既製の関数を使わず、自分で書いてください。")
expect("measured_slope(lambda t: t * t, 3.0, 0.5)", 6.0, why="二点は 2h 離れています。")
expect("measured_slope(lambda t: t**3, 2.0, 1.0)", 13.0, why="両側を同じだけ見ます。")
expect("measured_slope(lambda t: 7.0, 2.0, 0.1)", 0.0, why="水平な線の傾きは 0 です。")
expect("measured_slope(wavy, -5.0)", -1.4559788891, why="上がった分を進んだ分で割ります。符号にも気をつけましょう。", tolerance=1e-8, given="wavy")

# %% exercise="central" role="solution"
def measured_slope(loss, t, h=1e-5):
    return (loss(t + h) - loss(t - h)) / (2 * h)


measured_slope(loss, -5.0)

# %% [markdown] exercise="gradient" role="task"
# ### パラメータがいくつあっても {#ex-gradient}
#
# 今度の `t` はパラメータのリストで、`loss(t)` はそのリストを受け取ります。偏微分のリストを返してください。ひとつひとつを中心差分で求めます。ひとつを動かす間、ほかは止めておくこと。終わったとき、`t` はもとのままでなければなりません。

# %% exercise="gradient" role="starter"
def gradient(loss, t, h=1e-5):
    slopes = []
    # ここにループを書く
    return slopes


gradient(lambda t: bowl(t[0], t[1]), [-3.0, 1.0])

# %% [markdown] exercise="gradient" role="hint"
# `for i in range(len(t)):` で、パラメータを順に見ていきます。

# %% [markdown] exercise="gradient" role="hint"
# `up = list(t)` で複製ができます。`up[i] = t[i] + h` とすれば、複製のひとつだけが動きます。

# %% exercise="gradient" role="check"
forbid("gdlib", "numerical_gradient", "automatic_gradient", why="今回は既製の関数を使わず、自分で書いてください。")
expect("gradient(lambda t: t[0] * t[1], [2.0, 3.0])", [3.0, 2.0], why="積を一方の因数で微分すると、もう一方の因数になります。", tolerance=1e-6)
expect("gradient(lambda t: t[0] ** 2 + 10 * t[1] + t[2], [3.0, 1.0, 1.0])", [6.0, 10.0, 1.0], why="パラメータと同じ順に、傾きをひとつずつ並べます。", tolerance=1e-6)
expect("gradient(lambda t: bowl(t[0], t[1]), [-3.0, 1.0])", [-3.0, 4.0], why="ひとつを動かす間、ほかは止まっていますか。", tolerance=1e-6, given="bowl")
expect("(lambda t: [gradient(lambda s: s[0] * s[1], t), t][1])([1.0, 2.0])", [1.0, 2.0], why="複製を動かして、t はもとのままにしておきます。")

# %% exercise="gradient" role="solution"
def gradient(loss, t, h=1e-5):
    slopes = []
    for i in range(len(t)):
        up, down = list(t), list(t)
        up[i] = t[i] + h
        down[i] = t[i] - h
        slopes.append((loss(up) - loss(down)) / (2 * h))
    return slopes


gradient(lambda t: bowl(t[0], t[1]), [-3.0, 1.0])

# %% [markdown] exercise="mistake" role="task"
# ### 間違いを見つける {#ex-mistake}
#
# スタンドの一日分の記録、`x = 2.0`、`y = 5.0` です。`t = (w, b)` の直線の損失が `one_day(t)` で、誰かがその勾配を手で求めました。ふたつの成分は、どちらも間違っています。直してください。`gdlib.check_gradient` を使うと、どちらがよりずれているかがわかります。

# %% exercise="mistake" role="starter"
def one_day(t):
    w, b = t
    miss = 5.0 - (2.0 * w + b)
    return 0.5 * miss**2


def by_hand(t):
    w, b = t
    miss = 5.0 - (2.0 * w + b)
    return (-miss, miss)


print(by_hand((1.0, 1.0)), gdlib.numerical_gradient(one_day)((1.0, 1.0)))

# %% [markdown] exercise="mistake" role="hint"
# 内側の `5.0 - (2.0 * w + b)` を `w` で微分すると、`-1` ではありません。

# %% [markdown] exercise="mistake" role="hint"
# `b` で微分すると `-1` です。それはどこへ行ったのでしょうか。

# %% exercise="mistake" role="check"
expect("by_hand((1.0, 1.0))", [-4.0, -2.0], why="パラメータごとに、外側の微分かける内側の微分です。")
expect("by_hand((0.0, 0.0))", [-10.0, -5.0], why="パラメータごとに、外側の微分かける内側の微分です。")
expect("by_hand((2.0, 1.0))", [0.0, 0.0], why="この直線は点を通るので、もうよくなりません。")
expect("by_hand((2.0, 3.0))", [4.0, 2.0], why="ここでは直線が高すぎるので、どちらの傾きも正です。")

# %% exercise="mistake" role="solution"
def one_day(t):
    w, b = t
    miss = 5.0 - (2.0 * w + b)
    return 0.5 * miss**2


def by_hand(t):
    w, b = t
    miss = 5.0 - (2.0 * w + b)
    return (-2.0 * miss, -miss)


print(by_hand((1.0, 1.0)), gdlib.numerical_gradient(one_day)((1.0, 1.0)))

# %% [markdown]
# ## 考えてみよう {#to-think-about}
#
# - 誤差の図で、ふたつの線が左側では重なり、右側では離れるのはなぜでしょうか。
# - 誤差の図の `t` を、`-5.0` ではなく百万にしてみてください。最もよい $h$ はどこへ移るでしょうか。gdlib が $h$ に `t` の大きさを掛けているのは、なぜでしょうか。
#
# 勾配が手に入ったので、次はそれに従って坂を下ります。[勾配降下法](../lessons/gradient-descent.md)へどうぞ。
