/* The kernel in AVX2 instructions; chosen at run time where the processor has them. Without fused
 * multiply-add, so that it gives the same bits. */
#include "kernel.h"

#ifdef HAVE_AVX2
#include <math.h>
#include <string.h>
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif
#include <immintrin.h>
#define NAME(function) function##_avx2
#include "kernel_template.h"
#ifdef __clang__
#pragma clang attribute pop
#endif
#else
typedef int nothing_to_build_here;
#endif
