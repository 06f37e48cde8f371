# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # Python で降りる {#descent-in-python}
#
# [勾配降下法](../lessons/gradient-descent.md)のレッスンを、プログラムにしてみましょう。前半では NumPy と Matplotlib だけを使い、すべてを自分の手で書きます。後半では同じことを gdlib を使って数行で書きます。
#
# このノートブックは、サイトを作るときに実行してあります。それぞれのセルの下にあるのは、そのセルが実際に出力したものです。

# %% name="imports"
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FuncAnimation

plt.rcParams["animation.html"] = "jshtml"  # アニメーションを操作ボタン付きで表示する

# %% [markdown]
# ## 損失 {#loss}
#
# パラメータ `t` と目標 `y` があります。二乗誤差は、このふたつがどれだけ離れているかを表します（目標は、`t` が近づく様子を見るために、知っているふりをしているだけです）。

# %% name="squared-error"
def squared_error(t, y):
    return 0.5 * (y - t) ** 2


y = 5.0  # 目標
t = -5.0  # 出発点
squared_error(t, y)

# %% [markdown]
# 出発点での損失は {{ start_loss }} です。NumPy を使うと、たくさんの `t` についてまとめて計算できるので、そのまま曲線を描けます。

# %% name="loss-curve" alt="パラメータ t を −10 から 20 まで動かしたときの放物線。t = 5 で最も低い。t = −5、損失 50 の位置に赤い点がある。"
def draw_loss():
    figure, ax = plt.subplots(figsize=(4.4, 4.4), layout="constrained")
    ts = np.linspace(-10, 20, 200)
    ax.plot(ts, squared_error(ts, y))
    ax.set(xlim=(-10, 20), ylim=(-5, 100))
    ax.set(xlabel="パラメータ t", ylabel="損失関数 E")
    return ax


ax = draw_loss()
ax.plot(t, squared_error(t, y), "o", color="red")
plt.show()

# %% [markdown]
# ## 勾配 {#gradient}
#
# 二乗誤差を `t` で微分したものが傾きです。目標より左では負、右では正になります。下るには、その符号と反対の向きに動きます。

# %% name="gradient"
def calc_gradient(t, y):
    return -(y - t)


calc_gradient(t, y)

# %% name="arrows" alt="放物線に沿って並んだ矢印。t = 5 より左では右向き、右では左向きで、曲線が急なほど長い。"
ax = draw_loss()
for position in np.array([-8, -5, -2, 1, 9, 12, 15, 18]):
    height = squared_error(position, y)
    step = -0.3 * calc_gradient(position, y)  # 傾きと反対の向き
    ax.annotate(
        "",
        xy=(position + step, height),
        xytext=(position, height),
        arrowprops={"arrowstyle": "->", "color": "red"},
    )
plt.show()

# %% [markdown]
# 接線は、その点を通り、その傾きをもつ直線です。

# %% name="tangent" alt="放物線と、t = −5 における赤い接線。右下へ急に下がっている。"
def draw_tangent(ax, t, color, label=None):
    ts = np.array([-10, 20])
    line = squared_error(t, y) + calc_gradient(t, y) * (ts - t)
    ax.plot(ts, line, color=color, linewidth=1)
    ax.plot(t, squared_error(t, y), "o", color=color, label=label)


ax = draw_loss()
draw_tangent(ax, t, "red")
plt.show()

# %% [markdown]
# ## 一回の更新 {#update}
#
# 規則は $t_{\text{next}} = t_{\text{previous}} - \eta\,\partial E/\partial t$ で、学習率は $\eta = {{ lr }}$ です。一回の更新で {{ start }} から {{ run.t[1] }} へ進み、損失は {{ run.loss[1] }} に減ります。

# %% name="one-update"
lr = 0.1  # 学習率
t_next = t - lr * calc_gradient(t, y)
print(t_next, squared_error(t_next, y), calc_gradient(t_next, y))

# %% name="update-figure" alt="放物線上のふたつの点と接線。更新前の t は赤で −5、更新後の t は緑で −4 にあり、少し低く、少し緩やか。"
ax = draw_loss()
draw_tangent(ax, t, "red", label="更新前の t")
draw_tangent(ax, t_next, "green", label="更新後の t")
ax.legend(loc="upper center")
plt.show()

# %% [markdown]
# ## {{ steps }} 回の更新 {#loop}
#
# いよいよループです。更新の前に、反復ごとに一行ずつ表示します。あとで図にするために、`t` をすべて残しておきます。

# %% name="loop"
t = -5.0
path = [t]
for n in range(50):
    loss = squared_error(t, y)
    grad = calc_gradient(t, y)
    print("%d-th iteration, t=%.3f, loss: %.3f, grad: %.3f" % (n, t, loss, grad))
    t = t - lr * grad
    path.append(t)

# %% [markdown]
# {{ steps }} 回の更新で、`t` と目標の差は {{ (target - run.t[steps]) | places(3) }} になりました。この損失では、各回の値を表す式 $t_n = {{ target }} - {{ distance }}\,(1 - \eta)^n$ があります。ループの結果と比べてみましょう。

# %% name="closed-form"
n = np.arange(51)
np.allclose(path, 5 - 10 * (1 - lr) ** n)

# %% [markdown]
# ## 動きを見る {#animation}
#
# アニメーションでは、状態ごとに一枚ずつ絵を描きます。何回目かがいつも見えるように、数字は座標軸の内側に置きます。

# %% name="animation" alt="アニメーション。赤い点が接線とともに、t = −5 から t = 5 へ向かって放物線を下る。更新の回数が表示される。"
ax = draw_loss()
(point,) = ax.plot([], [], "o", color="red")
(tangent,) = ax.plot([], [], color="red", linewidth=1)
counter = ax.text(0.5, 0.93, "", transform=ax.transAxes, ha="center")


def draw_state(n):
    t = path[n]
    point.set_data([t], [squared_error(t, y)])
    tangent.set_data([-10, 20], squared_error(t, y) + calc_gradient(t, y) * (np.array([-10, 20]) - t))
    counter.set_text("%d 回目の更新" % n)


animation = FuncAnimation(ax.figure, draw_state, frames=len(path), interval=100)
plt.close()
animation

# %% [markdown]
# ## 学習率を変える {#learning-rates}
#
# 同じループを、学習率の関数にします。$\eta = {{ limit }}$ ではふたつの点の間をいつまでも往復し、それを超えると振れ幅が一回ごとに広がります。理由は[学習率](../lessons/learning-rate.md)のレッスンで説明しています。

# %% name="rates"
def run(lr, steps=10, t=-5.0):
    ts = [t]
    for _ in range(steps):
        t = t - lr * calc_gradient(t, y)
        ts.append(t)
    return np.array(ts)


for rate in [0.1, 1.0, 1.9, 2.0, 2.1]:
    print(rate, np.round(run(rate), 2))

# %% name="oscillation" alt="学習率 1.9 の軌跡。放物線の最小点の左右を交互に飛び移りながら、少しずつ下りていく。"
ax = draw_loss()
ts = run(1.9)
ax.plot(ts, squared_error(ts, y), "o-", color="red", linewidth=1)
ax.set_title("学習率 1.9")
plt.show()

# %% [markdown]
# ## gdlib を使う {#gdlib}
#
# gdlib には、いま書いたものが、引数の検査もテストも備えた形で入っています。`descend` はループそのもので、好きなだけ一歩ずつ進めます。

# %% name="descend"
from functools import partial
from itertools import islice

import gdlib

loss = partial(gdlib.squared_error, y=5.0)
gradient = partial(gdlib.calc_gradient, y=5.0)

for step in islice(gdlib.descend(loss, gradient, t=-5.0, lr=0.1), 5):
    print(step)

# %% [markdown]
# `record` は計算の全体を記録し、なぜ終わったかも教えてくれます。表示すると、自分で書いたループと同じ行が出ます。

# %% name="record"
trajectory = gdlib.record(loss, gradient, t=-5.0, lr=0.1, steps=50)
print(trajectory[-3:])
print(repr(trajectory))
np.array_equal(trajectory.t, path)

# %% [markdown]
# ひとつの数のための関数は、配列にもそのまま使えます。五つの出発点から、いっしょに下りてみましょう。

# %% name="many-starts"
starts = np.array([-10.0, -5.0, 0.0, 10.0, 20.0])
together = gdlib.record(loss, gradient, t=starts, lr=0.1, steps=50)
np.round(together.t[-1], 3)

# %% [markdown]
# レッスンの図は `gdlib.plots` の関数で描けます。どれも、渡した座標軸の上に描きます。

# %% name="gdlib-plots" alt="上は最初の更新と二本の接線。下は学習率 1.9 の軌跡で、左右に飛び移っている。"
from gdlib import plots

figure, (above, below) = plt.subplots(2, 1, figsize=(4.4, 8), layout="constrained")
plots.plot_update(-5.0, above, lr=0.1, lang="ja")
swinging = gdlib.record(loss, gradient, t=-5.0, lr=1.9, steps=12)
plots.plot_oscillation(swinging, below, lang="ja")
plt.show()

# %% name="gdlib-animation" alt="gdlib が描いたアニメーション。点と接線が、50 回の更新で放物線を下りていく。"
figure, ax = plt.subplots(figsize=(4.4, 4.4), layout="constrained")
animation = plots.animate_descent(trajectory, ax, lang="ja")
plt.close()
animation

# %% [markdown]
# ## 考えてみよう {#to-think-about}
#
# - `t = 20` から始めてみましょう。何が変わり、何が変わらないでしょうか。
# - {{ steps }} 回の更新で `t` と目標の差が百分の一以下になる、最も大きな学習率を探してみましょう。
# - 二乗誤差の代わりに `gdlib.landscape("wavy")` の `loss` と `gradient` を使ってみましょう。どこで止まるでしょうか。それはなぜでしょうか。
