/* The kernel in the instructions that every machine of the architecture has. */
#include "kernel.h"

#define NAME(function) function##_baseline
#include "kernel_template.h"
