"""The quantities of the lesson from momentum to Adam: one valley, and races on four surfaces.

A person chooses the valley, the rates and the years; gdlib computes what follows.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from math import ceil, log, sqrt
from types import SimpleNamespace

from gdlib import (
    OPTIMIZERS,
    AdaGrad,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Nesterov,
    Optimizer,
    RMSProp,
    Surface,
    Trajectory,
    bowl,
    record,
    surface,
)

# The valley and its race, as the widget shows it: chosen.
kappa = 50.0
valley = bowl(kappa)
start = SimpleNamespace(x=valley.start[0], y=valley.start[1], grad=valley.gradient(valley.start))
plain_lr, momentum_lr, momentum_beta, adam_lr = 0.035, 0.02, 0.85, 0.3


def _run(place: Surface, lr: float, rule: Optimizer | None = None, steps: int = 100) -> Trajectory:
    return record(place.loss, place.gradient, place.start, lr=lr, steps=steps, rule=rule)


race = {
    "gradient_descent": _run(valley, plain_lr),
    "momentum": _run(valley, momentum_lr, Momentum(beta=momentum_beta)),
    "adam": _run(valley, adam_lr, Adam()),
}
race_steps = race["adam"].updates

# The best rate of plain descent: the factors along and across the valley are equal.
limit_lr = 2 / kappa
slowest_along = limit_lr  # the share of x that an update takes off, at the limit
best_plain_lr = 2 / (1 + kappa)
plain_factor = (kappa - 1) / (kappa + 1)


def _updates_to(share: float, factor: float) -> int:
    return ceil(log(share) / log(factor))


share = 0.001
plain_updates = _updates_to(share, plain_factor)

# Momentum: sums of slopes of equal signs, and of alternating signs.
beta = Momentum().beta
agreeing, alternating = 1 / (1 - beta), 1 / (1 + beta)
by_hand = _run(valley, momentum_lr, Momentum(beta=momentum_beta), steps=3)
velocities = [
    [(before - after) / momentum_lr for before, after in zip(t, nxt, strict=True)]
    for t, nxt in zip(by_hand.t[:-1], by_hand.t[1:], strict=True)
]


def best_momentum(condition: float) -> tuple[float, float]:
    """Return the rate and the β that are best for curvatures from 1 to `condition`."""
    root = sqrt(condition)
    return 4 / (root + 1) ** 2, ((root - 1) / (root + 1)) ** 2


def momentum_rate(bend: float, kept: float) -> float:
    """Return the convergence factor of momentum: the larger absolute eigenvalue of its update.

    Args:
        bend: learning rate times curvature, ηλ.
        kept: β.
    """
    middle = (1 + kept - bend) / 2
    inside = middle**2 - kept
    return sqrt(kept) if inside <= 0 else abs(middle) + sqrt(inside)


def measured_rate(bend: float, kept: float) -> float:
    """Return the same, measured on a run of gdlib's momentum down ½t², from its swings."""
    run = record(
        lambda t: t * t / 2, lambda t: t, 1.0, lr=bend, steps=400, rule=Momentum(beta=kept)
    )
    early, late = (max(map(abs, run.t[n : n + 100])) for n in (200, 300))
    return (late / early) ** (1 / 100)


betas_drawn = (0.0, 0.25, 0.6, 0.9)
best_lr, best_beta = best_momentum(kappa)
momentum_factor = sqrt(best_beta)
momentum_updates = _updates_to(share, momentum_factor)


def _updates_made(place: Surface, lr: float, rule: Optimizer, steps: int) -> int:
    """Return from which update on both coordinates stay within `share` of their first values."""
    run = _run(place, lr, rule, steps)
    (x, y), bound = place.start, share
    far = [n for n, t in enumerate(run.t) if abs(t[0] / x) > bound or abs(t[1] / y) > bound]
    return far[-1] + 1


def _compared(condition: float) -> SimpleNamespace:
    """Return the updates that plain descent and momentum need, each with its best settings."""
    place = bowl(condition)
    lr, best = best_momentum(condition)
    bound = 2 * ceil(log(1 / share) * condition)
    return SimpleNamespace(
        kappa=condition,
        plain=_updates_made(place, 2 / (1 + condition), GradientDescent(), bound),
        lr=lr,
        beta=best,
        momentum=_updates_made(place, lr, Momentum(beta=best), bound),
    )


compared = [_compared(condition) for condition in (10.0, 100.0, 1000.0, 10000.0)]
momentum_measured = _compared(kappa).momentum
ten = 10
root_of_ten = sqrt(ten)
high_beta = 0.99  # ten times as close to 1 as β
nesterov_hand = _run(valley, momentum_lr, Nesterov(beta=momentum_beta), steps=1)
nesterov_factor = 1 - 1 / sqrt(kappa)
nesterov_limit, momentum_limit = (2 + 2 * beta) / (1 + 2 * beta), 2 * (1 + beta)

# The first updates of the methods that scale, in the same valley.
adagrad_lr = 0.5
adagrad = _run(valley, adagrad_lr, AdaGrad(), steps=2)
adagrad_s = [tuple(g**2 for g in adagrad.grad[0])]
adagrad_s.append(tuple(s + g**2 for s, g in zip(adagrad_s[0], adagrad.grad[1], strict=True)))
adagrad_root = sqrt(adagrad_s[1][1])
rho = RMSProp().rho
rmsprop_first = 1 / sqrt(1 - rho)
memory = 1 / (1 - rho)

# Two updates of Adam, with its state.
adam = race["adam"]
beta1, beta2, epsilon = Adam().beta1, Adam().beta2, Adam().epsilon


def _means(share_kept: float, numbers: list[float]) -> list[float]:
    """Return the exponential moving averages of numbers, which begin at 0."""
    means, mean = [], 0.0
    for number in numbers:
        mean = share_kept * mean + (1 - share_kept) * number
        means.append(mean)
    return means


def _adam_memory(axis: int) -> list[SimpleNamespace]:
    grads = [grad[axis] for grad in adam.grad[:2]]
    means = _means(beta1, grads)
    squares = _means(beta2, [grad**2 for grad in grads])
    return [
        SimpleNamespace(
            grad=grad,
            m=m,
            v=v,
            m_hat=m / (1 - beta1**n),
            v_hat=v / (1 - beta2**n),
            step=adam.t[n - 1][axis] - adam.t[n][axis],
        )
        for n, (grad, m, v) in enumerate(zip(grads, means, squares, strict=True), 1)
    ]


adam_x, adam_y = _adam_memory(0), _adam_memory(1)

# The race: every method with every rate, on four surfaces.
good_enough = 0.001
race_bound = 1000
race_rates = tuple(digit * 10.0**power for power in range(-4, 1) for digit in (1, 2, 5))
rules = {
    "gradient_descent": GradientDescent(),
    "momentum": Momentum(),
    "nesterov": Nesterov(),
    "adagrad": AdaGrad(),
    "rmsprop": RMSProp(),
    "adam": Adam(),
}


def turned(place: Surface) -> Surface:
    """Return a surface turned by an eighth of a full turn, and with it the start and the view."""
    c = sqrt(0.5)

    def back(t):
        x, y = t
        return c * (x + y), c * (y - x)

    def there(t):
        x, y = t
        return c * (x - y), c * (x + y)

    return replace(
        place,
        name="turned bowl",
        loss=lambda t: place.loss(back(t)),
        gradient=lambda t: there(place.gradient(back(t))),
        start=there(place.start),
        view=(-4.5, 4.5, -4.5, 4.5),
    )


places = {
    "bowl": valley,
    "turned": turned(valley),
    "rosenbrock": surface("rosenbrock"),
    "beale": surface("beale"),
}


def _settled(losses: Sequence[float]) -> int | None:
    """Return from which update on the loss stays below what is good enough; None: it does not."""
    above = [n for n, loss in enumerate(losses) if loss >= good_enough]
    stays = len(losses) == race_bound + 1 and above[-1] < race_bound
    return above[-1] + 1 if stays else None


def _raced(place: Surface, rule: Optimizer) -> SimpleNamespace:
    """Return the fewest updates (None: no rate arrives), the best rate, and how many arrive."""
    losses = {lr: _run(place, lr, rule, race_bound).loss for lr in race_rates}
    arrived = {lr: n for lr in race_rates if (n := _settled(losses[lr])) is not None}
    whole = [lr for lr in race_rates if len(losses[lr]) == race_bound + 1]
    best = min(arrived or whole, key=lambda lr: (arrived.get(lr, 0), losses[lr][-1]))
    return SimpleNamespace(updates=arrived.get(best), lr=best, rates=len(arrived))


raced = {
    name: {method: _raced(place, rule) for method, rule in rules.items()}
    for name, place in places.items()
}
rates_tried = len(race_rates)
drawn_rates = {"momentum": 0.02, "adagrad": 1.0, "adam": 0.1}


def raced_run(place: str, method: str, lr: float, steps: int) -> Trajectory:
    """Return one run of the race, for a figure."""
    return _run(places[place], lr, rules[method], steps)


#: The default hyperparameters of gdlib's optimizers.
defaults = {
    name: {field.name: field.default for field in fields(rule)} for name, rule in OPTIMIZERS.items()
}
decay = AdamW().decay

year = SimpleNamespace(
    polyak=1964,
    nesterov=1983,
    adagrad=2011,
    rmsprop=2012,
    sutskever=2013,
    adam=2015,
    lessard=2016,
    goh=2017,
    wilson=2017,
    reddi=2018,
    adamw=2019,
)
