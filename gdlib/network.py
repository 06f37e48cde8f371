"""A multilayer perceptron whose parameters are one flat array, so that every optimizer trains it.

Each layer computes act(W·a), where `a` ends with a row of ones, so that the last column of `W` is
the bias. Backpropagation doesn't use `gdlib.autodiff`: the error of a layer is W transposed times
the error of the next, times the slope of the activation. Samples lie in columns. Needs NumPy.

Examples:
    >>> from gdlib.data import xor
    >>> from gdlib.optimizers import Adam
    >>> from gdlib.recording import record
    >>> x, y = xor(100, seed=1)
    >>> network = Network((2, 8, 1))
    >>> objective = network.objective(x, y)
    >>> start = network.start(seed=1)
    >>> run = record(objective.loss, objective.gradient, start, lr=0.03, steps=300, rule=Adam())
    >>> accuracy = ((network.outputs(run.t[-1], x) > 0) == y).mean()
    >>> bool(accuracy > 0.95)
    True

Source:
    Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors", 1986.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from gdlib.data import Array
from gdlib.losses import binary_cross_entropy, binary_cross_entropy_gradient
from gdlib.objectives.regression import (
    ALL,
    Objective,
    Rows,
    check_classes,
    check_parameters,
    mean_of,
    targets_of,
    with_ones,
)
from gdlib.validation.checks import check_count, check_function, check_positive
from gdlib.validation.floats import as_float


class Activation(NamedTuple):
    """An activation function and its derivative.

    Attributes:
        function: the activation of an array.
        slope: its derivative, as a function of its output. Both take `out=`, the array to write
            to, which may be the one they read.
        gain: the variance of the weights at the start, times the number of inputs.
    """

    function: Callable[..., Any]
    slope: Callable[..., Any]
    gain: float


def _relu(z: Array, out: Array | None = None) -> Any:
    return np.maximum(z, 0.0, out=out)


def _sigmoid(z: Array, out: Array | None = None) -> Any:
    return np.multiply(np.tanh(z / 2) + 1, 0.5, out=out)


def _tanh_slope(a: Array, out: Array | None = None) -> Any:
    return np.subtract(1.0, np.multiply(a, a, out=out), out=out)


def _sigmoid_slope(a: Array, out: Array | None = None) -> Any:
    return np.multiply(a, 1.0 - a, out=out)


#: The activations by name. Gains: LeCun et al., "Efficient backprop", 1998, and He et al.,
#: "Delving deep into rectifiers", 2015.
ACTIVATIONS = {
    "tanh": Activation(np.tanh, _tanh_slope, gain=1.0),
    "relu": Activation(_relu, np.sign, gain=2.0),
    "sigmoid": Activation(_sigmoid, _sigmoid_slope, gain=1.0),
}


class Workspace:
    """Arrays for the forward and backward pass over some samples, reused to save allocations.

    Attributes:
        signals: the outputs of each hidden layer and a row of ones; shape (neurons + 1, samples).
        neurons: views of `signals` without the ones; shape (neurons, samples).
        errors: the slope of the loss in the input of each hidden neuron; shape (neurons, samples).
    """

    def __init__(self, sizes: tuple[int, ...], samples: int) -> None:
        """Allocate the arrays for the hidden layers of a network with `sizes`."""
        self.signals = [np.ones((size + 1, samples)) for size in sizes[1:-1]]
        self.neurons = [signal[:-1] for signal in self.signals]
        self.errors = [np.empty((size, samples)) for size in sizes[1:-1]]


@dataclass(frozen=True)
class Network:
    """The architecture of a perceptron; its parameters are separate arrays, called `t`.

    The last layer has no activation: its outputs are predictions, or scores of classes.

    Attributes:
        sizes: neurons in each layer, from the inputs to the outputs, as in `(2, 8, 8, 1)`.
        activation: the activation of each hidden layer; "tanh", "relu" or "sigmoid".
        loss_of: a loss of outputs and targets, number by number; the objective is its mean.
        slope_of: its gradient in the outputs.
    """

    sizes: tuple[int, ...]
    activation: str = "tanh"
    loss_of: Callable[[Any, Any], Any] = binary_cross_entropy
    slope_of: Callable[[Any, Any], Any] = binary_cross_entropy_gradient

    def __post_init__(self) -> None:
        """Check the architecture."""
        if not isinstance(self.sizes, tuple) or len(self.sizes) < 2:
            raise ValueError(f"sizes must be a tuple of two layers at least, got {self.sizes!r}")
        for size in self.sizes:
            check_positive("every number in sizes", check_count("every number in sizes", size))
        if self.activation not in ACTIVATIONS:
            known = ", ".join(ACTIVATIONS)
            raise ValueError(f"activation must be one of {known}, got {self.activation!r}")
        check_function("loss_of", self.loss_of, of="t and y")
        check_function("slope_of", self.slope_of, of="t and y")

    @cached_property
    def parameters(self) -> int:
        """How many numbers `t` has: weights and biases of all layers."""
        return sum(outputs * (inputs + 1) for inputs, outputs in pairwise(self.sizes))

    def start(self, seed: int = 0) -> Array:
        """Return random weights that keep the variance of signals, and biases of 0.

        Weights are normal, with a variance of the activation's gain / number of inputs.

        Args:
            seed: of the random numbers; 0 or more.

        Returns:
            Shape (parameters,).

        Raises:
            TypeError: `seed` is no whole number.
            ValueError: `seed` is negative.

        Source:
            LeCun et al., "Efficient backprop", 1998; He et al., "Delving deep into rectifiers",
            2015.
        """
        rng = np.random.default_rng(check_count("seed", seed))
        t = np.zeros(self.parameters)
        gain = ACTIVATIONS[self.activation].gain
        for weights in self.layers(t):
            outputs, inputs = weights.shape[0], weights.shape[1] - 1
            weights[:, :-1] = rng.standard_normal((outputs, inputs)) * (gain / inputs) ** 0.5
        return t

    def layers(self, t: Array) -> list[Array]:
        """Return the weights of each layer as views of `t`, of shape (outputs, inputs + 1).

        Args:
            t: parameters; shape (parameters,). The last column of each layer holds its biases.

        Raises:
            TypeError: `t` does not hold real numbers.
            ValueError: `t` has another shape.
        """
        check_parameters(t, self.parameters)
        t = as_float(t)
        if t.dtype.kind != "f":
            raise TypeError(f"t must hold real numbers here, got an array of {t.dtype}")
        layers, end = [], 0
        for inputs, outputs in pairwise(self.sizes):
            begin, end = end, end + outputs * (inputs + 1)
            layers.append(t[begin:end].reshape(outputs, inputs + 1))
        return layers

    def outputs(self, t: Array, x: Array) -> Array:
        """Return the outputs of the network, the scores or predictions for inputs.

        Args:
            t: parameters; shape (parameters,).
            x: inputs; shape (samples, features), or (samples,) for one feature.

        Returns:
            Shape (samples,) for one output, else (outputs, samples).

        Raises:
            TypeError: `t` or `x` does not hold real numbers.
            ValueError: the shapes don't fit, or a number in `x` is not finite.
        """
        inputs = self._inputs(x)
        outputs = self._forward(self.layers(t), inputs, Workspace(self.sizes, inputs.shape[1]))
        return outputs[0] if len(outputs) == 1 else outputs

    def objective(self, x: Array, y: Array) -> Objective:
        """Return the mean loss over samples and its gradient, as functions of `t`.

        Args:
            x: inputs; shape (samples, features), or (samples,) for one feature.
            y: targets; shape (samples,) for one output, else (outputs, samples).

        Raises:
            TypeError: `x` or `y` does not hold real numbers.
            ValueError: the shapes don't fit, or a number is not finite.
        """
        inputs = self._inputs(x)
        samples, outputs = inputs.shape[1], self.sizes[-1]
        y = targets_of(y, (samples,) if outputs == 1 else (outputs, samples))
        if self.loss_of is binary_cross_entropy:
            check_classes(y)
        targets = y.reshape(outputs, samples)

        workspaces: dict[int, Workspace] = {}  # mini-batches come in one size or two

        def workspace_for(samples: int) -> Workspace:
            if samples not in workspaces:
                workspaces[samples] = Workspace(self.sizes, samples)
            return workspaces[samples]

        def loss(t: Array) -> float:
            outputs = self._forward(self.layers(t), inputs, workspace_for(samples))
            return float(mean_of(self.loss_of(outputs, targets)))

        def gradient_on(t: Array, rows: Rows) -> Array:
            if rows is ALL:
                return self._gradient(t, inputs, targets, workspace_for(samples))
            part = inputs[:, rows]
            return self._gradient(t, part, targets[:, rows], workspace_for(part.shape[1]))

        return Objective(loss, gradient_on, samples=samples, parameters=self.parameters)

    def _inputs(self, x: Array) -> Array:
        """Return inputs of shape (features + 1, samples), whose last row holds ones."""
        inputs = np.ascontiguousarray(with_ones(x).T)
        if len(inputs) != self.sizes[0] + 1:
            raise ValueError(f"x must have {self.sizes[0]} features, got {len(inputs) - 1}")
        return inputs

    def _forward(self, layers: list[Array], inputs: Array, workspace: Workspace) -> Array:
        """Return the outputs, shape (outputs, samples), and write the signals to the workspace."""
        # np.dot, here and below: @ is slower for matrices as small as these.
        activate, signal = ACTIVATIONS[self.activation].function, inputs
        for weights, signal_after, neurons in zip(
            layers, workspace.signals, workspace.neurons, strict=False
        ):
            np.dot(weights, signal, out=neurons)
            activate(neurons, out=neurons)
            signal = signal_after
        outputs: Array = np.dot(layers[-1], signal)
        return outputs

    def _gradient(self, t: Array, inputs: Array, targets: Array, workspace: Workspace) -> Array:
        """Return ∂E/∂t over the samples in the columns of `inputs` and `targets`."""
        slope = ACTIVATIONS[self.activation].slope
        layers, gradient = self.layers(t), np.empty(self.parameters)
        parts = self.layers(gradient)
        outputs = self._forward(layers, inputs, workspace)
        error = self.slope_of(outputs, targets) / targets.shape[1]
        for i in range(len(layers) - 1, 0, -1):
            signal, neurons = workspace.signals[i - 1], workspace.neurons[i - 1]
            np.dot(error, signal.T, out=parts[i])
            error = np.dot(layers[i][:, :-1].T, error, out=workspace.errors[i - 1])
            error *= slope(neurons, out=neurons)
        np.dot(error, inputs.T, out=parts[0])
        return gradient
