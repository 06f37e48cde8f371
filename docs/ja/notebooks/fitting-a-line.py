# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 直線を当てはめる {#fitting-a-line}
#
# [直線を当てはめる](../lessons/fitting-a-line.md)のレッスンをプログラムにします。初めは NumPy と Matplotlib だけで自分の手で書き、それから gdlib を使います。途中に予想の問題が、終わりに自動で答え合わせのできる演習があります。

# %% name="data"
import matplotlib.pyplot as plt
import numpy as np

x = np.array([-3.0, -2.5, -1.0, 0.0, 0.5, 1.5, 2.5, 3.0])  # 気温の差
y = np.array([-4.6, -4.4, -0.5, 1.6, 1.2, 4.9, 5.4, 7.2])  # 杯数の差（十杯）

# %% [markdown]
# ## 損失とふたつの傾き {#loss}
#
# 直線には重み `w` とバイアス `b` があります。損失は各点の二乗誤差の平均です。傾きも平均で、重みについては残差かける入力の、バイアスについては残差だけの平均になります。

# %% name="loss"
def mean_squared_error(w, b):
    return np.mean(0.5 * (y - (w * x + b)) ** 2)


def slopes(w, b):
    r = y - (w * x + b)  # 残差
    return -np.mean(x * r), -np.mean(r)


print("%.5f" % mean_squared_error(0.0, 0.0))
print("%.5f %.5f" % slopes(0.0, 0.0))

# %% [markdown]
# 微分は、確かめるまで信用してはいけません。一方のパラメータを止めたまま、もう一方を左右に少し動かして、損失がどれだけの速さで変わるかを見てみましょう。

# %% name="check"
h = 1e-5
by_w = (mean_squared_error(h, 0.0) - mean_squared_error(-h, 0.0)) / (2 * h)
by_b = (mean_squared_error(0.0, h) - mean_squared_error(0.0, -h)) / (2 * h)
print("%.6f %.6f" % (by_w, by_b))

# %% [markdown]
# ## ループ {#loop}
#
# 更新前の点でふたつの傾きを求め、それからふたつのパラメータを動かします。

# %% name="loop"
def descent(w, b, lr, steps):
    path = [(w, b)]
    for n in range(steps):
        grad_w, grad_b = slopes(w, b)
        w, b = w - lr * grad_w, b - lr * grad_b
        path.append((w, b))
    return np.array(path)


path = descent(0.0, 0.0, lr=0.1, steps=50)
for n in [0, 1, 2, 3, 10, 50]:
    w, b = path[n]
    loss = mean_squared_error(w, b)
    print("%d-th iteration, w=%.3f, b=%.3f, loss: %.3f" % (n, w, b, loss))

# %% name="lines" alt="右上がりに並ぶ八つの点と四本の直線。初めは水平で、しだいに傾き、50 回更新した直線は点の間を通る。"
figure, ax = plt.subplots()
ax.plot(x, y, "o")
for n in [0, 1, 3, 50]:
    w, b = path[n]
    ax.plot(x, w * x + b, label="n = %d" % n)
ax.set(xlabel="x", ylabel="y")
ax.legend()
plt.show()

# %% [markdown]
# ## 真上から見たお椀 {#bowl}
#
# 等高線を描くには、格子状に並べたたくさんの直線について損失を計算します。軸をひとつ足しておくと、すべての組 `(w, b)` について点の合計を一度に求められます。

# %% name="contours" alt="w と b の平面の楕円の等高線。軌跡は (0, 0) から等高線を横切って進み、楕円の長い軸に沿って曲がる。"
def draw_bowl(ax):
    ws, bs = np.meshgrid(np.linspace(-0.7, 4.7, 121), np.linspace(-1.4, 3.6, 121))
    errors = y - (ws[..., None] * x + bs[..., None])
    losses = np.mean(0.5 * errors**2, axis=-1)
    heights = [0.2, 0.5, 1, 2, 3, 5, 7, 9, 12]
    ax.contour(ws, bs, losses, levels=heights, colors="gray", linewidths=0.8)
    ax.set(xlabel="w", ylabel="b", aspect="equal")


figure, ax = plt.subplots(figsize=(4.4, 4.4))
draw_bowl(ax)
ax.plot(path[:, 0], path[:, 1], ".-", color="red", linewidth=1)
plt.show()

# %% [markdown]
# ## 曲率 {#curvatures}
#
# お椀のヘッセ行列は、$x^2$ の平均と $x$ の平均と $1$ からできています。その固有値が最大と最小の曲率で、比が条件数です。

# %% name="hessian"
def hessian(x):
    return np.array([[np.mean(x**2), np.mean(x)], [np.mean(x), 1.0]])


smallest, largest = np.linalg.eigvalsh(hessian(x))
print("%.4f %.4f" % (largest, smallest))
print("%.4f" % (largest / smallest))
print("%.4f" % (2 / largest))  # 学習率の上限

# %% [markdown] role="question"
# ### 谷を横切る一歩 {#one-step-across}
#
# お椀 $E = \frac{1}{2}(u^2 + {{ kappa }}\,v^2)$ の上で、いま `u = -4`、`v = 2` にいます。学習率は `0.18` です。一回更新すると、`v` はいくつになるでしょうか。

# %% name="across" predict="number" answer="v"
u, v = -4.0, 2.0
u, v = u - 0.18 * u, v - 0.18 * 10 * v
u, v

# %% [markdown]
# ## 同じ点を、原点から遠くに {#far}
#
# 温度計の目盛りで書いた、同じ八日間の記録です。点は {{ usual }} 度だけ右へずれます。曲率を見てみましょう。

# %% name="far"
readings = x + 27
smallest, largest = np.linalg.eigvalsh(hessian(readings))
print("%.4f %.7f" % (largest, smallest))
print("%.1f" % (largest / smallest))

# %% [markdown] role="question"
# ### 華氏なら {#fahrenheit}
#
# 目盛りを華氏に直しました（`1.8 * readings + 32`）。条件数はどうなるでしょうか。

# %% name="in-fahrenheit" predict="choice" choices="小さくなる|変わらない|大きくなる" answer="0 if fahrenheit < 0.99 * celsius else 2 if fahrenheit > 1.01 * celsius else 1"
def condition_number(x):
    smallest, largest = np.linalg.eigvalsh(hessian(x))
    return largest / smallest


celsius = condition_number(readings)
fahrenheit = condition_number(1.8 * readings + 32)
print("%.3g %.3g" % (celsius, fahrenheit))

# %% [markdown]
# 換算のどちらの部分も悪いほうに働きます。`1.8` 倍すると重みの曲率だけが大きくなり、バイアスの曲率はそのままです。`32` を足すと、原点が点からさらに遠ざかります。
#
# ## 標準化する {#standardise}
#
# 平均を引き、標準偏差で割ります。ヘッセ行列は単位行列に、お椀は丸くなります。

# %% name="standardise"
z = (readings - np.mean(readings)) / np.std(readings)
print(np.abs(hessian(z)).round(9))

# %% name="race" alt="三通りのデータでの、40 回の反復の損失。標準化した値は一回で底に着く。例年との差は十回ほどかかる。温度計の目盛りはほとんど進まない。"
def losses_on(x, steps=40):
    w, b, losses = 0.0, 0.0, []
    lr = 1 / np.linalg.eigvalsh(hessian(x))[-1]
    for n in range(steps + 1):
        r = y - (w * x + b)
        losses.append(np.mean(0.5 * r**2))
        w, b = w + lr * np.mean(x * r), b + lr * np.mean(r)
    return losses


figure, ax = plt.subplots()
ax.plot(losses_on(readings), label="温度計の目盛り")
ax.plot(losses_on(x), label="例年との差")
ax.plot(losses_on(z), label="標準化した値")
ax.set(yscale="log", xlabel="n", ylabel="E")
ax.legend()
plt.show()

# %% [markdown]
# ## 外からの検算 {#least-squares}
#
# 直線なら、最良のパラメータを一度に計算できます。`np.polyfit` は私たちとは別のやり方で求めるので、よい証人になります。

# %% name="closed-form"
best_w = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
best_b = y.mean() - best_w * x.mean()
print("%.6f %.6f" % (best_w, best_b))
print("%.6f %.6f" % tuple(np.polyfit(x, y, 1)))
print("%.6f %.6f" % tuple(descent(0.0, 0.0, lr=0.38, steps=100)[-1]))

# %% [markdown]
# ## gdlib を使う {#gdlib}
#
# `line_surface` は、どんな点の組からでもお椀を作ります。損失、勾配、最も低い点、ほどよい学習率が揃っています。`record` がその上を下り、`plot_paths` がその様子を描きます。

# %% name="gdlib-line" alt="gdlib が描いたスタンドのお椀。一方の軌跡は曲がりながら最小点に入り、もう一方は長い軸をまたいで揺れる。"
import gdlib
from gdlib import plots

ground = gdlib.line_surface(x, y)
gentle = gdlib.record(ground.loss, ground.gradient, ground.start, lr=0.1, steps=50)
swinging = gdlib.record(ground.loss, ground.gradient, ground.start, lr=0.42, steps=30)
print(ground.minima)
print(gentle[-1])

figure, ax = plt.subplots()
plots.plot_paths({"0.1": gentle, "0.42": swinging}, ground, ax, lang="ja")
ax.set(xlabel="w", ylabel="b")
plt.show()

# %% [markdown]
# ## 演習 {#exercises}
#
# 「実行」はコードの結果を見せ、「答え合わせ」は正しいかどうかを調べます。データ `x`、`y`、`readings` は上のものを使えます。

# %% [markdown] exercise="parabola" role="task"
# ### 三つめのパラメータ {#ex-parabola}
#
# モデルを曲げてみましょう。$\hat y = a\,x^2 + w\,x + b$ です。平均二乗誤差の三つの傾きを、$a$、$w$、$b$ の順に返してください。それぞれ、残差に何を掛ければよいでしょうか。

# %% exercise="parabola" role="starter"
def three_slopes(a, w, b):
    r = y - (a * x**2 + w * x + b)  # 残差
    return 0.0, 0.0, 0.0  # ここに式を書く


np.round(three_slopes(0.0, 0.0, 0.0), 4)

# %% [markdown] exercise="parabola" role="hint"
# 残差には `-a * x**2` が含まれています。これを `a` で微分すると `-x**2` です。

# %% [markdown] exercise="parabola" role="hint"
# `w` についての傾きは `-np.mean(x * r)` です。`a` についても、`x` のところが変わるだけです。

# %% exercise="parabola" role="check"
expect("three_slopes(0.0, 0.0, 0.0)", [-5.059375, -8.54375, -1.35], why="どの傾きも、そのパラメータに掛かっている値を残差に掛けて平均し、符号を変えたものです。")
expect("three_slopes(0.0, 2.0, 1.0)[1:]", [0.08125, -0.1], why="a = 0 なら、残りのふたつは直線の傾きと同じです。")

# %% exercise="parabola" role="solution"
def three_slopes(a, w, b):
    r = y - (a * x**2 + w * x + b)
    return -np.mean(x**2 * r), -np.mean(x * r), -np.mean(r)


np.round(three_slopes(0.0, 0.0, 0.0), 4)

# %% [markdown] exercise="back" role="task"
# ### 温度計の目盛りに戻す {#ex-back}
#
# 標準化した入力 $z = (x - m)/s$ に直線を当てはめました。予測は $w z + b$ です。同じ直線を、元の入力 $x$ で表したときの重みとバイアスを返してください。

# %% exercise="back" role="starter"
def for_readings(w, b, m, s):
    return w, b  # ここに式を書く


for_readings(4.0, 1.0, m=27.0, s=2.0)

# %% [markdown] exercise="back" role="hint"
# `w * (x - m) / s + b` と書いて、展開します。

# %% [markdown] exercise="back" role="hint"
# `x` に掛かるものが新しい重み、`x` を含まないものをすべて集めたのが新しいバイアスです。

# %% exercise="back" role="check"
expect("for_readings(4.0, 1.0, 27.0, 2.0)", [2.0, -53.0], why="w (x − m) / s + b を展開して、x の付くものをまとめます。")
expect("for_readings(3.0, 5.0, 0.0, 1.0)", [3.0, 5.0], why="平均 0、標準偏差 1 なら何も変わりません。")
expect("for_readings(3.0, 5.0, 10.0, 1.0)", [3.0, -25.0], why="バイアスは x = 0 での高さです。そこでは z が −m / s になります。")

# %% exercise="back" role="solution"
def for_readings(w, b, m, s):
    return w / s, b - w * m / s


for_readings(4.0, 1.0, m=27.0, s=2.0)

# %% [markdown] exercise="repair" role="task"
# ### 更新を直す {#ex-repair}
#
# この更新は正しそうに見え、収束さえします。それでも、軌跡は勾配降下法のものではありません。理由を見つけて、直してください。

# %% exercise="repair" role="starter"
def updated(w, b, lr):
    w = w + lr * np.mean(x * (y - (w * x + b)))
    b = b + lr * np.mean(y - (w * x + b))
    return w, b


np.round(updated(0.0, 0.0, lr=0.1), 4)

# %% [markdown] exercise="repair" role="hint"
# 二行目で使われている `w` は、いつの `w` でしょうか。

# %% [markdown] exercise="repair" role="hint"
# 何かを動かす前に、残差を一度だけ計算しておきます。

# %% exercise="repair" role="check"
expect("updated(0.0, 0.0, 0.1)", [0.854375, 0.135], why="傾きはふたつとも更新前の点のものです。")
expect("updated(2.0, 1.0, 1.0)", [1.91875, 1.1], why="傾きはふたつとも更新前の点のものです。")

# %% exercise="repair" role="solution"
def updated(w, b, lr):
    r = y - (w * x + b)
    return w + lr * np.mean(x * r), b + lr * np.mean(r)


np.round(updated(0.0, 0.0, lr=0.1), 4)

# %% [markdown] exercise="best-rate" role="task"
# ### 最良の学習率 {#ex-best-rate}
#
# 入力 `x` に対して、お椀のふたつの軸が同じ割合で縮む学習率 $2/(L + \mu)$ を返してください。

# %% exercise="best-rate" role="starter"
def best_rate(x):
    return 0.1  # ここに式を書く


print(best_rate(x), best_rate(readings))

# %% [markdown] exercise="best-rate" role="hint"
# `np.linalg.eigvalsh(hessian(x))` は、小さいほうから順にふたつの曲率を返します。

# %% [markdown] exercise="best-rate" role="hint"
# 固有値を求めない方法もあります。固有値の和は対角線の和 `np.mean(x**2) + 1` に等しいのです。

# %% exercise="best-rate" role="check"
expect("best_rate(np.array([-1.0, 1.0]))", 1.0, why="この入力は標準化されているので、L も μ も 1 です。")
expect("best_rate(np.array([0.0, 2.0, 4.0]))", 2 / (20 / 3 + 1), why="ふたつの曲率の和は、x² の平均に 1 を足したものです。")

# %% exercise="best-rate" role="solution"
def best_rate(x):
    return 2 / np.sum(np.linalg.eigvalsh(hessian(x)))


print(best_rate(x), best_rate(readings))

# %% [markdown]
# 下りるべき谷がひとつとは限らないとしたら、どうなるでしょうか。次は[でこぼこの地形](bumpy-landscapes.py)です。
