"""The quantities that the prose names, computed by gdlib.

A page writes `{{ run.t[1] }}`, and the build puts −4 there (docs/hooks/prose_numbers.py).
Both languages share these names. Nothing here is typed that gdlib can compute.
"""

from gdlib import calc_gradient, landscape, record, squared_error, verdict

# The running example of the whole course.
problem = landscape("squared_error", y=5.0)
target = 5.0
start = problem.start
lr = problem.lr
steps = 50
run = record(problem.loss, problem.gradient, start, lr=lr, steps=steps)

start_loss = squared_error(start, target)
start_grad = calc_gradient(start, target)
