#pragma once

#include "engine/network/families.h"

/// A request for `side` x `side` images.
inline saccade::NetworkRequest requestFor(int side, int channels = 3, int classCount = 10)
{
    return {{side, side, channels}, classCount, {}};
}

/// input 4x4x1 -> conv (2 filters, 3x3, padding 1) -> batch norm -> relu -> max-pool -> flatten -> linear 3
inline saccade::LayerGraph tinyGraph()
{
    saccade::Conv2dLayer conv;
    conv.outChannels = 2;
    conv.padding = 1;
    saccade::LinearLayer linear;
    linear.outFeatures = 3;
    saccade::LayerGraph graph;
    graph.nodes = {{"input", saccade::InputLayer{{4, 4, 1}, {}}, {}},
                   {"conv", conv, {0}},
                   {"norm", saccade::BatchNormLayer{}, {1}},
                   {"relu", saccade::ActivationLayer{}, {2}},
                   {"pool", saccade::PoolLayer{}, {3}},
                   {"flatten", saccade::FlattenLayer{}, {4}},
                   {"linear", linear, {5}}};
    return graph;
}
