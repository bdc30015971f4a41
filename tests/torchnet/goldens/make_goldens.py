#!/usr/bin/env python3
"""Writes goldens.inc: what PyTorch computes for the networks, told again here from scratch.

Run with any Python that has torch and numpy:  python make_goldens.py > goldens.inc
Weights, pixels and labels come from a small generator that tests/torchnet/golden_inputs.cpp repeats bit by bit.
"""
import math
import struct

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
MASK = (1 << 64) - 1
IMAGES = 8
SMOOTHING = 0.1
MEAN, DEVIATION = (0.5, 0.4, 0.3), (0.25, 0.2, 0.3)


def stream(name):
    state = 14695981039346656037
    for character in name.encode():
        state = ((state ^ character) * 1099511628211) & MASK
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        yield state


def values(name, shape):
    fan_in = math.prod(shape[1:]) if len(shape) > 1 else 25
    bound = 2 * math.sqrt(3.0 / fan_in)
    numbers = stream(name)
    middle = 1.0 if len(shape) == 1 and name.endswith(".weight") else 0.0  # a norm's scale
    flat = [middle + ((next(numbers) >> 40) / 16777216.0 - 0.5) * bound for _ in range(math.prod(shape))]
    return torch.tensor(flat, dtype=torch.float64).float().reshape(shape)


def pixels():
    numbers = stream("pixels")
    flat = [next(numbers) >> 56 for _ in range(IMAGES * 32 * 32 * 3)]
    return torch.tensor(flat, dtype=torch.float32).reshape(IMAGES, 32, 32, 3).permute(0, 3, 1, 2)


def inputs():
    shift = torch.tensor(MEAN).view(1, 3, 1, 1)
    scale = torch.tensor(DEVIATION).view(1, 3, 1, 1)
    return (pixels() / 255 - shift) / scale


LABELS = torch.tensor([i % 10 for i in range(IMAGES)])

NOTEBOOK = {
    "conv1.weight": (32, 3, 3, 3), "conv1.bias": (32,), "conv2.weight": (64, 32, 3, 3), "conv2.bias": (64,),
    "conv3.weight": (64, 64, 3, 3), "conv3.bias": (64,), "dense1.weight": (64, 1024), "dense1.bias": (64,),
    "dense2.weight": (10, 64), "dense2.bias": (10,),
}


def notebook_features(x, p):
    x = F.max_pool2d(F.relu(F.conv2d(x, p["conv1.weight"], p["conv1.bias"])), 2)
    x = F.max_pool2d(F.relu(F.conv2d(x, p["conv2.weight"], p["conv2.bias"])), 2)
    return F.relu(F.conv2d(x, p["conv3.weight"], p["conv3.bias"]))


def notebook_head(features, p):
    x = features.flatten(1)
    return F.linear(F.relu(F.linear(x, p["dense1.weight"], p["dense1.bias"])), p["dense2.weight"], p["dense2.bias"])


def notebook(x, p):
    return notebook_head(notebook_features(x, p), p)


SPEED = {"whiten.weight": (24, 3, 2, 2), "whiten.bias": (24,)}
before = 24
for number, width in enumerate((64, 256, 256), 1):
    SPEED[f"group{number}.conv1.weight"] = (width, before, 3, 3)
    SPEED[f"group{number}.norm1.bias"] = (width,)
    SPEED[f"group{number}.conv2.weight"] = (width, width, 3, 3)
    SPEED[f"group{number}.norm2.bias"] = (width,)
    before = width
SPEED["head.weight"] = (10, 256)


class Statistics:
    """Running statistics of the norms: running means 0, variances 1 at first."""

    def __init__(self, momentum=0.4, epsilon=1e-12):
        self.kept = {}
        self.momentum, self.epsilon = momentum, epsilon

    def norm(self, x, name, bias, training, scale=None):
        mean, variance = self.kept.setdefault(name, (torch.zeros(x.shape[1]), torch.ones(x.shape[1])))
        return F.batch_norm(x, mean, variance, scale, bias, training, self.momentum, self.epsilon)


def speed_features(x, p, statistics, training):
    x = F.gelu(F.conv2d(x, p["whiten.weight"], p["whiten.bias"]))
    for number in (1, 2, 3):
        name = f"group{number}."
        x = F.max_pool2d(F.conv2d(x, p[name + "conv1.weight"], padding=1), 2)
        x = F.gelu(statistics.norm(x, name + "norm1", p[name + "norm1.bias"], training))
        x = F.conv2d(x, p[name + "conv2.weight"], padding=1)
        x = F.gelu(statistics.norm(x, name + "norm2", p[name + "norm2.bias"], training))
    return x


def speed_head(features, p):
    return F.linear(features.amax((2, 3)), p["head.weight"]) / 256


def speed(x, p, statistics, training):
    return speed_head(speed_features(x, p, statistics, training), p)


# Stages of a residual network: (channels, blocks).
RESNET_20 = ((16, 3), (32, 3), (64, 3))
RESNET_18 = ((64, 2), (128, 2), (256, 2), (512, 2))


def residual_shapes(stages, stem):
    shapes = {"conv1.weight": (stages[0][0], 3, stem, stem)}

    def norm(name, channels):
        shapes[name + ".weight"] = shapes[name + ".bias"] = (channels,)

    norm("bn1", stages[0][0])
    entering = stages[0][0]
    for stage, (channels, blocks) in enumerate(stages, 1):
        for block in range(blocks):
            name = f"layer{stage}.{block}."
            shapes[name + "conv1.weight"] = (channels, entering, 3, 3)
            norm(name + "bn1", channels)
            shapes[name + "conv2.weight"] = (channels, channels, 3, 3)
            norm(name + "bn2", channels)
            if stage > 1 and block == 0:
                shapes[name + "downsample.0.weight"] = (channels, entering, 1, 1)
                norm(name + "downsample.1", channels)
            entering = channels
    shapes["fc.weight"], shapes["fc.bias"] = (10, entering), (10,)
    return shapes


def residual_features(x, p, statistics, training, stages):
    def norm(x, name):
        return statistics.norm(x, name, p[name + ".bias"], training, p[name + ".weight"])

    if p["conv1.weight"].shape[2] == 7:
        x = F.relu(norm(F.conv2d(x, p["conv1.weight"], stride=2, padding=3), "bn1"))
        x = F.max_pool2d(x, 3, 2, 1)
    else:
        x = F.relu(norm(F.conv2d(x, p["conv1.weight"], padding=1), "bn1"))
    for stage, (_, blocks) in enumerate(stages, 1):
        for block in range(blocks):
            name = f"layer{stage}.{block}."
            stride = 2 if stage > 1 and block == 0 else 1
            y = F.relu(norm(F.conv2d(x, p[name + "conv1.weight"], stride=stride, padding=1), name + "bn1"))
            y = norm(F.conv2d(y, p[name + "conv2.weight"], padding=1), name + "bn2")
            if stride == 2:
                x = norm(F.conv2d(x, p[name + "downsample.0.weight"], stride=2), name + "downsample.1")
            x = F.relu(y + x)
    return x


def residual_head(features, p):
    return F.linear(features.mean((2, 3)), p["fc.weight"], p["fc.bias"])


def residual(x, p, statistics, training, stages):
    return residual_head(residual_features(x, p, statistics, training, stages), p)


def parameters(shapes, frozen=()):
    result = {name: values(name, shape) for name, shape in shapes.items()}
    for name, tensor in result.items():
        tensor.requires_grad_(name not in frozen)
    return result


def number(value):
    # As single precision, with enough digits to be read back exactly.
    return "%.9g" % struct.unpack("f", struct.pack("f", value))[0]


def emit(name, tensor):
    flat = tensor.detach().flatten().tolist()
    text = ", ".join(number(v) for v in flat)
    print(f'    {{"{name}", {{{text}}}}},')


def summary(tensor):
    """Norm, sum and five entries: enough to notice a wrong gradient."""
    flat = tensor.detach().flatten().double()
    count = flat.numel()
    picked = [flat[i * (count - 1) // 4].item() for i in range(5)]
    return torch.tensor([flat.norm().item(), flat.sum().item()] + picked)


def newton_schulz(g):
    x = g / (g.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    x = x.t() if tall else x
    for _ in range(3):
        a = x @ x.t()
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return x.t() if tall else x


class Muon:
    def __init__(self, tensors, rate, momentum):
        self.tensors, self.rate, self.momentum, self.buffers = tensors, rate, momentum, {}

    def zero_grad(self):
        for tensor in self.tensors:
            tensor.grad = None

    @torch.no_grad()
    def step(self):
        for index, weight in enumerate(self.tensors):
            buffer = self.buffers.setdefault(index, torch.zeros_like(weight))
            buffer.mul_(self.momentum).add_(weight.grad)
            direction = weight.grad + self.momentum * buffer
            weight.mul_(math.sqrt(weight.shape[0]) / weight.norm())
            update = newton_schulz(direction.reshape(weight.shape[0], -1))
            weight.sub_(self.rate * update.reshape(weight.shape))


def loss_of(logits):
    return F.cross_entropy(logits, LABELS, label_smoothing=SMOOTHING)


def train(title, network, tensors, optimisers, steps=3, limit=0, decay=0):
    losses = []
    average = {name: tensor.detach().clone() for name, tensor in tensors.items()}
    for step in range(steps):
        loss = loss_of(network(tensors))
        for optimiser in optimisers:
            optimiser.zero_grad()
        loss.backward()
        if limit > 0:
            torch.nn.utils.clip_grad_norm_(list(tensors.values()), limit)
        for optimiser in optimisers:
            optimiser.step()
        warm = min(decay, (1 + step) / (10 + step))
        for name, tensor in tensors.items():
            average[name] = warm * average[name] + (1 - warm) * tensor.detach()
        losses.append(loss.item())
    emit(title + "/losses", torch.tensor(losses))
    for name, tensor in tensors.items():
        emit(f"{title}/{name}", summary(average[name] if decay > 0 else tensor))


def gradients(title, network, tensors):
    loss = loss_of(network(tensors))
    loss.backward()
    emit(title + "/loss", loss)
    for name, tensor in tensors.items():
        if tensor.grad is not None:
            emit(f"{title}/{name}", summary(tensor.grad))


def heat_maps(title, features, head):
    """Grad-CAM and LayerCAM of the first image, every fourth row and column of them."""
    features = features.detach()[:1].requires_grad_(True)
    logits = head(features)
    for index in range(logits.shape[1]):
        slope, = torch.autograd.grad(logits[0, index], features, retain_graph=True)
        for method, weight in (("grad-cam", slope.mean((2, 3), keepdim=True)), ("layer-cam", F.relu(slope))):
            small = F.relu((weight * features).sum(1, keepdim=True))
            large = F.interpolate(small, size=(32, 32), mode="bilinear", align_corners=False)
            emit(f"{title}/{method}/{index}", large[0, 0, ::4, ::4] / large.max().clamp_min(1e-30))


def main():
    x = inputs()
    print("// Written by make_goldens.py with torch " + torch.__version__.split("+")[0] + "; do not edit.")
    tensors = parameters(NOTEBOOK)
    emit("notebook-cnn/logits", notebook(x, tensors))
    gradients("notebook-cnn/gradient", lambda p: notebook(x, p), tensors)

    tensors = parameters(SPEED, frozen=("whiten.weight",))
    statistics = Statistics()
    gradients("speed-net/gradient", lambda p: speed(x, p, statistics, True), tensors)
    for name, (mean, variance) in statistics.kept.items():
        emit(f"speed-net/{name}.running_mean", summary(mean))
        emit(f"speed-net/{name}.running_var", summary(variance))
    emit("speed-net/logits", speed(x, tensors, statistics, False))

    def plain(p):
        return notebook(x, p)

    tensors = parameters(NOTEBOOK)
    train("sgd", plain, tensors,
          [torch.optim.SGD(tensors.values(), lr=0.02, momentum=0.85, weight_decay=0.01, nesterov=True)])
    tensors = parameters(NOTEBOOK)
    train("adam", plain, tensors, [torch.optim.Adam(tensors.values(), lr=1e-3, weight_decay=0.01, eps=1e-7)])
    tensors = parameters(NOTEBOOK)
    train("adamw", plain, tensors, [torch.optim.AdamW(tensors.values(), lr=1e-3, weight_decay=0.1, eps=1e-7)])

    for title, decay in (("clipped", 0), ("averaged", 0.9)):
        tensors = parameters(NOTEBOOK)
        train(title, plain, tensors, [torch.optim.SGD(tensors.values(), lr=1, momentum=0.85, nesterov=True)], limit=0.25,
              decay=decay)

    tensors = parameters(SPEED, frozen=("whiten.weight",))
    statistics = Statistics()
    matrices = [t for n, t in tensors.items() if ".conv" in n]
    others = [t for n, t in tensors.items() if ".conv" not in n and t.requires_grad]
    train("muon", lambda p: speed(x, p, statistics, True), tensors,
          [Muon(matrices, 0.05, 0.6), torch.optim.SGD(others, lr=0.5, momentum=0.85, nesterov=True)])

    for title, stages, stem in (("resnet-20", RESNET_20, 3), ("resnet-18", RESNET_18, 7)):
        tensors = parameters(residual_shapes(stages, stem))
        statistics = Statistics(0.1, 1e-5)
        gradients(title + "/gradient", lambda p: residual(x, p, statistics, True, stages), tensors)
        # The running statistics have seen one batch.
        emit(title + "/logits", residual(x, tensors, statistics, False, stages))

    tensors = parameters(residual_shapes(RESNET_20, 3))
    statistics = Statistics(0.1, 1e-5)
    train("residual", lambda p: residual(x, p, statistics, True, RESNET_20), tensors,
          [torch.optim.SGD(tensors.values(), lr=0.003, momentum=0.9, weight_decay=5e-4, nesterov=True)], 5)
    for name, (mean, variance) in statistics.kept.items():
        emit(f"residual/{name}.running_mean", summary(mean))
        emit(f"residual/{name}.running_var", summary(variance))

    tensors = parameters(NOTEBOOK)
    heat_maps("notebook-cnn", notebook_features(x, tensors), lambda f: notebook_head(f, tensors))
    tensors = parameters(SPEED)
    heat_maps("speed-net", speed_features(x, tensors, Statistics(), False), lambda f: speed_head(f, tensors))
    tensors = parameters(residual_shapes(RESNET_20, 3))
    features = residual_features(x, tensors, Statistics(0.1, 1e-5), False, RESNET_20)
    heat_maps("resnet-20", features, lambda f: residual_head(f, tensors))


main()
