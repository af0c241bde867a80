/// libFuzzer has `main`; it calls what FuzzEntry exports. Named here so that the linker keeps them.
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int (*const drydock_fuzz_initialize)(int *, char ***) = LLVMFuzzerInitialize;
int (*const drydock_fuzz_test)(const uint8_t *, size_t) = LLVMFuzzerTestOneInput;
