# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown]
# # 演習 {#exercises}
#
# 読んでわかることと、自分でできることは違います。ここでは、予想し、書き、直します。どの演習も、何を確かめ、何を期待したかを答え合わせで伝えます。すべてはブラウザの中で動き、書いたものもそこに残ります。
#
# どの問題も、最初のセルをもとにしています。

# %% name="start"
import gdlib

y = 5.0  # 目標
start = -5.0  # 出発点

# %% [markdown]
# ## 予想 {#predict}
#
# 何が起こるかを、まず予想してください。予想を決めるまで、セルは実行できません。外れても失敗ではありません。頭の中の絵と実際とが、どこで分かれるかを教えてくれます。

# %% [markdown] role="question"
# ### 更新を一回 {#one-step}
#
# いま `t = -5.0`、目標は `5.0` です。学習率 `0.1` で一回更新すると、`t` はいくつになるでしょうか。

# %% name="after-one" predict="number" answer="t"
lr = 0.1
t = start
t = t - lr * gdlib.calc_gradient(t, y)
t

# %% [markdown] role="question"
# ### 更新を十回 {#ten-steps}
#
# 同じ更新を十回続けます。どこまで進むでしょうか。曲線の上の点を、予想する `t` まで動かしてください。

# %% name="after-ten" predict="point" curve="squared_error" answer="t"
t = start
for n in range(10):
    t = t - 0.1 * gdlib.calc_gradient(t, y)
t

# %% [markdown] role="question"
# ### 大きな学習率 {#large}
#
# 今度は学習率が `1.9` です。どのように動くでしょうか。

# %% name="large-rate" predict="choice" choices="片側から近づく|左右に飛び移りながら、だんだん近づく|同じ二か所をいつまでも行き来する|遠くへ離れていく" answer="kinds.index(str(gdlib.verdict(run, hill).kind))"
hill = gdlib.landscape("squared_error")
run = gdlib.record(hill.loss, hill.gradient, start, lr=1.9, steps=100)
kinds = ["converged", "converged_swinging", "oscillates", "diverges"]
run

# %% [markdown] role="question"
# ### 学習率を二倍に {#twice}
#
# 学習率 `0.1` で、勾配の大きさが `0.01` より小さくなるまで更新を続けます。学習率を `0.2` にすると、必要な回数はどうなるでしょうか。

# %% name="double-rate" predict="choice" choices="半分より少ない|ちょうど半分|半分より多い" answer="1 if 2 * fast == slow else 0 if 2 * fast < slow else 2"
def updates_until(tolerance, lr):
    t, n = start, 0
    while abs(gdlib.calc_gradient(t, y)) >= tolerance:
        t = t - lr * gdlib.calc_gradient(t, y)
        n = n + 1
    return n


slow, fast = updates_until(0.01, lr=0.1), updates_until(0.01, lr=0.2)
print(slow, fast)

# %% [markdown]
# ## 自分で書く {#write}
#
# 「実行」はコードの結果を見せ、「答え合わせ」は正しいかどうかを調べます。行き詰まったらヒントを開いてください。開くたびに、少しずつ詳しくなります。

# %% [markdown] exercise="squared-error" role="task"
# ### 二乗誤差 {#ex-squared-error}
#
# 損失 $E = \frac{1}{2}(y - t)^2$ を関数として書いてください。

# %% exercise="squared-error" role="starter"
def squared_error(t, y):
    return 0.0  # ここに式を書く


squared_error(start, y)

# %% [markdown] exercise="squared-error" role="hint"
# 目標との差は `y - t` です。

# %% [markdown] exercise="squared-error" role="hint"
# 二乗は `** 2` です。半分にするのも忘れずに。

# %% exercise="squared-error" role="check"
forbid("gdlib", why="今回は既製の関数を使わず、自分で書いてください。")
expect("squared_error(-5.0, 5.0)", 50.0, why="差を二乗して、半分にしましたか。")
expect("squared_error(5.0, 5.0)", 0.0, why="目標の上では、誤差はありません。")
expect("squared_error(6.0, 5.0)", 0.5, why="差を二乗して、半分にしましたか。")
expect("squared_error(4.0, 5.0)", 0.5, why="二乗するので、左右どちらのずれも同じ大きさになります。")

# %% exercise="squared-error" role="solution"
def squared_error(t, y):
    return 0.5 * (y - t) ** 2


squared_error(start, y)

# %% [markdown] exercise="gradient" role="task"
# ### その勾配 {#ex-gradient}
#
# 二乗誤差を `t` で微分した式を書いてください。まず紙の上で計算してみましょう。

# %% exercise="gradient" role="starter"
def calc_gradient(t, y):
    return 0.0  # ここに式を書く


calc_gradient(start, y)

# %% [markdown] exercise="gradient" role="hint"
# 外側の二乗を先に微分します。出てくる `2` は、半分と打ち消し合います。

# %% [markdown] exercise="gradient" role="hint"
# 内側の `y - t` を `t` で微分すると `-1` です。

# %% exercise="gradient" role="check"
forbid("gdlib", "numerical_gradient", why="今回は既製の関数を使わず、自分で書いてください。")
expect("calc_gradient(-5.0, 5.0)", -10.0, why="符号を確かめましょう。目標の左では曲線は下がり、右では上がります。")
expect("calc_gradient(8.0, 5.0)", 3.0, why="符号を確かめましょう。目標の左では曲線は下がり、右では上がります。")
expect("calc_gradient(5.0, 5.0)", 0.0, why="いちばん低い所では、曲線は平らです。")

# %% exercise="gradient" role="solution"
def calc_gradient(t, y):
    return -(y - t)


calc_gradient(start, y)

# %% [markdown] exercise="one-update" role="task"
# ### 更新を一回書く {#ex-one-update}
#
# 学習率 `lr` で一回更新した後の `t` を返してください。

# %% exercise="one-update" role="starter"
def updated(t, y, lr):
    return t  # ここに式を書く


updated(start, y, lr=0.1)

# %% [markdown] exercise="one-update" role="hint"
# `t` での勾配は `-(y - t)` です。

# %% [markdown] exercise="one-update" role="hint"
# `t` から、`lr` かける勾配を引きます。

# %% exercise="one-update" role="check"
forbid("descend", "record", why="今回は既製の関数を使わず、自分で書いてください。")
expect("updated(-5.0, 5.0, 0.1)", -4.0, why="更新は勾配と逆向きに進みます。t から、学習率かける勾配を引きます。")
expect("updated(8.0, 5.0, 0.5)", 6.5, why="更新は勾配と逆向きに進みます。t から、学習率かける勾配を引きます。")
expect("updated(5.0, 5.0, 0.1)", 5.0, why="勾配が 0 の所では動きません。")
expect("updated(-5.0, 5.0, 1.0)", 5.0, why="勾配に学習率を掛けていますか。")

# %% exercise="one-update" role="solution"
def updated(t, y, lr):
    return t - lr * -(y - t)


updated(start, y, lr=0.1)

# %% [markdown] exercise="loop" role="task"
# ### ループ {#ex-loop}
#
# 学習率 `0.1` で {{ steps }} 回更新し、出発点を含むすべての `t` を `path` に残してください。`gdlib.calc_gradient` を使ってかまいません。

# %% exercise="loop" role="starter"
t = start
path = [t]
# ここにループを書く

len(path), path[-1]

# %% [markdown] exercise="loop" role="hint"
# `for n in range(50):` は、字下げした部分を繰り返します。

# %% [markdown] exercise="loop" role="hint"
# 中では、まず `t` を更新し、次に `path.append(t)` とします。

# %% exercise="loop" role="check"
forbid("descend", "record", why="今回は既製の関数を使わず、自分で書いてください。")
expect("len(path)", 51, why="出発点と、更新ごとの t がひとつずつ入ります。")
expect("path[0]", -5.0, why="リストは出発点から始まります。")
expect("path[1]", -4.0, why="更新は勾配と逆向きに進みます。t から、学習率かける勾配を引きます。")
expect("path[2]", -3.1, why="更新のたびに、いちばん新しい t での勾配を使います。")
expect("path[50]", 4.948462247926799, why="更新のたびに、いちばん新しい t での勾配を使います。")

# %% exercise="loop" role="solution"
t = start
path = [t]
for n in range(50):
    t = t - 0.1 * gdlib.calc_gradient(t, y)
    path.append(t)

len(path), path[-1]

# %% [markdown] exercise="largest-rate" role="task"
# ### 収束する最大の学習率 {#ex-largest-rate}
#
# `0.1`、`0.2`、…、`3.0` のうち、まだ目標に落ち着くいちばん大きな学習率はどれでしょうか。ループで探して、`largest` に入れてください。

# %% exercise="largest-rate" role="starter"
def end_of_run(lr, steps=500):
    t = start
    for n in range(steps):
        t = t - lr * gdlib.calc_gradient(t, y)
    return t


largest = 0.1  # ここを求める
largest

# %% [markdown] exercise="largest-rate" role="hint"
# `abs(end_of_run(lr) - y)` が小さければ（たとえば `0.01` 未満なら）、落ち着いたと言えます。

# %% [markdown] exercise="largest-rate" role="hint"
# `range(1, 31)` の `k` について `k / 10` を順に試し、落ち着いた最後の値を残します。

# %% exercise="largest-rate" role="check"
expect_between("largest", 0.1, 1.95, why="この学習率では、落ち着きません。")
expect("round(largest, 6)", 1.9, why="0.1 刻みですべて試してください。もっと大きくても収束します。")

# %% exercise="largest-rate" role="solution"
def end_of_run(lr, steps=500):
    t = start
    for n in range(steps):
        t = t - lr * gdlib.calc_gradient(t, y)
    return t


largest = 0.1
for k in range(1, 31):
    lr = k / 10
    if abs(end_of_run(lr) - y) < 0.01:
        largest = lr
largest

# %% [markdown] exercise="tolerance" role="task"
# ### 十分近づいたら止める {#ex-tolerance}
#
# 勾配の大きさが `tolerance` より小さくなるまでに、学習率 `0.1` の更新が何回要るかを返してください。

# %% exercise="tolerance" role="starter"
def updates_until(tolerance):
    t = start
    n = 0
    # ここにループを書く
    return n


updates_until(0.01)

# %% [markdown] exercise="tolerance" role="hint"
# `while` は、条件が成り立つ間、繰り返します。

# %% [markdown] exercise="tolerance" role="hint"
# 条件は `abs(gdlib.calc_gradient(t, y)) >= tolerance` です。中で `t` を更新し、`n` をひとつ増やします。

# %% exercise="tolerance" role="check"
forbid("descend", "record", why="今回は既製の関数を使わず、自分で書いてください。")
expect("updates_until(20.0)", 0, why="はじめから勾配が十分小さければ、更新は要りません。")
expect("updates_until(9.5)", 1, why="更新の前に毎回、符号を除いた勾配の大きさを比べます。")
expect("updates_until(1.0)", 22, why="更新の前に毎回、符号を除いた勾配の大きさを比べます。")
expect("updates_until(0.01)", 66, why="更新の前に毎回、符号を除いた勾配の大きさを比べます。")

# %% exercise="tolerance" role="solution"
def updates_until(tolerance):
    t = start
    n = 0
    while abs(gdlib.calc_gradient(t, y)) >= tolerance:
        t = t - 0.1 * gdlib.calc_gradient(t, y)
        n = n + 1
    return n


updates_until(0.01)

# %% [markdown] exercise="plot" role="task"
# ### 降下を図にする {#ex-plot}
#
# 反復ごとの損失を一本の線で描き、両方の軸に名前を付けてください。

# %% exercise="plot" role="starter"
import matplotlib.pyplot as plt

hill = gdlib.landscape("squared_error")
run = gdlib.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)
# ここで run.loss を描く

# %% [markdown] exercise="plot" role="hint"
# `run.loss` に、出発点から最後の更新後までの損失が入っています。

# %% [markdown] exercise="plot" role="hint"
# `figure, ax = plt.subplots()`、`ax.plot(…)`、`ax.set(xlabel=…, ylabel=…)` の順に書きます。

# %% exercise="plot" role="check"
hill = gdlib.landscape("squared_error")
wanted = gdlib.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)
expect_line("すべての状態の損失", wanted.loss, why="パラメータではなく損失を、出発点の n = 0 から最後の更新の n = 50 まで、一本の線で描きます。", why_labels="両方の軸に名前を付けてください。")

# %% exercise="plot" role="solution"
import matplotlib.pyplot as plt

hill = gdlib.landscape("squared_error")
run = gdlib.record(hill.loss, hill.gradient, start, lr=0.1, steps=50)
figure, ax = plt.subplots()
ax.plot(run.loss)
ax.set(xlabel="n", ylabel="E")
plt.show()

# %% [markdown] exercise="repair" role="task"
# ### 壊れた降下を直す {#ex-repair}
#
# 目標まで降りるはずのプログラムですが、そうなりません。間違いがふたつあります。

# %% exercise="repair" role="starter"
def descent(lr, steps):
    path = []
    for n in range(steps):
        t = start
        grad = gdlib.calc_gradient(t, y)
        t = t + lr * grad
        path.append(t)
    return path


descent(lr=0.1, steps=5)

# %% [markdown] exercise="repair" role="hint"
# ループの中で `t` を print してみましょう。前の続きから進んでいますか。

# %% [markdown] exercise="repair" role="hint"
# ひとつは `t = start` の場所、もうひとつは符号です。

# %% exercise="repair" role="check"
expect("descent(0.1, 1)", [-4.0], why="更新は勾配と逆向きに進みます。t から、学習率かける勾配を引きます。")
expect("descent(0.1, 3)", [-4.0, -3.1, -2.29], why="t を出発点に戻すのは、どこで、何回でしょうか。")
expect("descent(1.0, 2)", [5.0, 5.0], why="t を出発点に戻すのは、どこで、何回でしょうか。")
expect("descent(2.0, 3)", [15.0, -5.0, 15.0], why="t を出発点に戻すのは、どこで、何回でしょうか。")

# %% exercise="repair" role="solution"
def descent(lr, steps):
    t = start
    path = []
    for n in range(steps):
        grad = gdlib.calc_gradient(t, y)
        t = t - lr * grad
        path.append(t)
    return path


descent(lr=0.1, steps=5)
