#pragma once

#include "tests/fuzz/fuzz_target.h"

/// A file as in MNIST, packed or not.
[[nodiscard]] saccade::Result<void> runIdx(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> idxSeeds();

/// A byte of choices (1: CIFAR-100, 2: a record more is announced than is there), class names up to a NUL, records.
[[nodiscard]] saccade::Result<void> runCifar(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> cifarSeeds();

/// The text of a list file.
[[nodiscard]] saccade::Result<void> runList(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> listSeeds();

/// plan.json.
[[nodiscard]] saccade::Result<void> runPlan(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> planSeeds();

/// A person's changes of a data set.
[[nodiscard]] saccade::Result<void> runChanges(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> changesSeeds();

/// A network file.
[[nodiscard]] saccade::Result<void> runGraph(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> graphSeeds();

/// Weights.
[[nodiscard]] saccade::Result<void> runSafetensors(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> safetensorsSeeds();

/// A file of PyTorch.
[[nodiscard]] saccade::Result<void> runPth(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> pthSeeds();

/// One pickle.
[[nodiscard]] saccade::Result<void> runPickleBytes(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> pickleSeeds();

/// The description beside exported weights.
[[nodiscard]] saccade::Result<void> runModel(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> modelSeeds();

/// An exported network.
[[nodiscard]] saccade::Result<void> runOnnx(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> onnxSeeds();

/// An encoded image, of which only the header is read.
[[nodiscard]] saccade::Result<void> runImageHeader(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> imageHeaderSeeds();

/// The paths of an archive's entries, one a line; the first that is refused is the answer.
[[nodiscard]] saccade::Result<void> runEntryPaths(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> entryPathsSeeds();

/// Bytes of a client up to the end of a request's head, judged for a server at 127.0.0.1:8080 with the token
/// "0123456789abcdef".
[[nodiscard]] saccade::Result<void> runHttpRequest(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> httpRequestSeeds();

/// An archive, read as images and as CIFAR. The checksums of tar headers are put right first: with them a changed byte
/// would get no further.
[[nodiscard]] saccade::Result<void> runArchive(FuzzInput input);
[[nodiscard]] std::vector<FuzzSeed> archiveSeeds();
