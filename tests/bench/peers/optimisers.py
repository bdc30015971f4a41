"""What moves the weights: Muon with SGD as in the recipe, or SGD alone. Masters are fp32, copies the network's type."""

import torch


@torch.no_grad()
def orthogonalise(gradient, dtype):
    x = gradient.flatten(1).to(dtype)
    x = x / (x.norm() + 1e-7)
    is_tall = x.size(0) > x.size(1)
    x = x.T if is_tall else x
    for _ in range(3):
        a = x @ x.T
        b = torch.addmm(a, a, a, beta=-4.7750, alpha=2.0315)
        x = torch.addmm(x, b, x, beta=3.4445)
    return (x.T if is_tall else x).view(gradient.shape)


class Masters:
    """fp32 values of a network's trained parameters, where the network itself computes in bf16."""

    def __init__(self, parameters):
        self.copies = [p for p in parameters if p.requires_grad]
        self.values = [p.detach().float().clone(memory_format=torch.preserve_format) for p in self.copies]
        for value in self.values:
            value.requires_grad = True

    def take_gradients(self):
        for value, copy in zip(self.values, self.copies):
            value.grad = copy.grad.float()
            copy.grad = None

    @torch.no_grad()
    def give_values(self):
        torch._foreach_copy_(self.copies, self.values)


class MuonSgd:
    """K. Jordan's recipe: Muon for inner convolutions, Nesterov SGD for the rest, for a loss summed over the batch."""

    def __init__(self, network, batch, steps, rate=0.24, bias_rate=0.053, head_rate=0.67, bias_steps=None, dtype=None):
        self.dtype = dtype or next(network.parameters()).dtype
        self.masters = Masters(network.parameters())
        self.steps, self.rate, self.step_index = steps, rate, 0
        self.bias_steps = bias_steps or steps
        owner = {id(p): name for name, p in network.named_parameters()}
        decay = 2e-6 * batch
        self.matrices, sides = [], []
        for value, copy in zip(self.masters.values, self.masters.copies):
            name = owner[id(copy)]
            if value.dim() == 4 and name != "body.0.weight":
                self.matrices.append((value, torch.zeros_like(value)))
                continue
            own = head_rate if name == "head.weight" else bias_rate
            sides.append({"params": [value], "lr": own, "own": own, "weight_decay": decay / own, "passing": name == "whiten.bias"})
        self.sgd = torch.optim.SGD(sides, momentum=0.85, nesterov=True, foreach=True) if sides else None

    def step(self):
        self.masters.take_gradients()
        factor = 1 - self.step_index / self.steps
        for group in self.sgd.param_groups:
            passing = max(0.0, 1 - self.step_index / self.bias_steps)
            group["lr"] = group["own"] * (passing if group["passing"] else factor)
        self.sgd.step()
        with torch.no_grad():
            for value, buffer in self.matrices:
                buffer.mul_(0.6).add_(value.grad)
                update = orthogonalise(value.grad.add(buffer, alpha=0.6), self.dtype)
                value.mul_(len(value) ** 0.5 / value.norm())
                value.sub_(update, alpha=self.rate * factor)
        self.masters.give_values()
        self.step_index += 1


class Sgd:
    """Nesterov SGD on fp32 parameters, or on masters of them."""

    def __init__(self, network):
        is_fp32 = all(p.dtype == torch.float32 for p in network.parameters())
        self.masters = None if is_fp32 else Masters(network.parameters())
        values = list(network.parameters()) if is_fp32 else self.masters.values
        self.sgd = torch.optim.SGD(values, 0.01, momentum=0.9, nesterov=True, foreach=True)

    def step(self):
        if self.masters:
            self.masters.take_gradients()
        self.sgd.step()
        self.sgd.zero_grad(set_to_none=True)
        if self.masters:
            self.masters.give_values()
