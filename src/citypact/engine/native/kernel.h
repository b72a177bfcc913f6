/* The native executor's data: a program made ready to run, and one job for it.
 *
 * Everything but module.c is free of Python and needs nothing of the C library but memcpy and
 * sqrt, so that the same source can be built for WebAssembly.
 *
 * The kernel runs in two shapes, both from kernel_template.h:
 *   lanes: tiles of 64 lanes, years outermost, operations inside; for ensembles;
 *   years: one lane at a time, each operation over all years at once; for one evaluation.
 * Each element goes through the same IEEE 754 operations in either, and in the NumPy executor.
 */
#ifndef CITYPACT_KERNEL_H
#define CITYPACT_KERNEL_H

#include <stddef.h>
#include <stdint.h>

enum { LANES = 64, COEFFICIENTS = 5 };

/* What the last field of an operation is. */
enum { NO_ROW, TABLE_ROW, YEARS_ROW };

/* name, number of operands, row; in the order of their codes, which operation.py fixes. */
#define OPERATIONS(X) \
    X(constant, 0, TABLE_ROW) \
    X(add, 2, NO_ROW) \
    X(subtract, 2, NO_ROW) \
    X(multiply, 2, NO_ROW) \
    X(ratio, 2, NO_ROW) \
    X(scale, 1, TABLE_ROW) \
    X(offset, 1, TABLE_ROW) \
    X(multiply_add, 3, NO_ROW) \
    X(scale_add, 2, TABLE_ROW) \
    X(complement, 1, NO_ROW) \
    X(damp, 2, NO_ROW) \
    X(minimum, 2, NO_ROW) \
    X(maximum, 2, NO_ROW) \
    X(at_most, 2, NO_ROW) \
    X(ramp, 2, TABLE_ROW) \
    X(smooth_ramp, 2, TABLE_ROW) \
    X(turn_over, 3, NO_ROW) \
    X(accumulate, 1, NO_ROW) \
    X(delay, 1, YEARS_ROW) \
    X(difference, 1, NO_ROW)

#define OPERATION_CODE(name, operands, row) OPERATION_##name,
enum { OPERATIONS(OPERATION_CODE) OPERATION_COUNT };
#undef OPERATION_CODE

/* In the order of their codes in distribution.py. */
enum { NORMAL, LOGNORMAL, TRIANGULAR, UNIFORM, RANGE, DISTRIBUTION_COUNT };

/* In the order of SAMPLINGS in sampling.py, and how many words each has for a row. */
enum { RANDOM, LATIN_HYPERCUBE, SOBOL, SAMPLING_COUNT };
enum { LATIN_ROUNDS = 4, SOBOL_BITS = 32 };

static inline int64_t words_of(int sampling)
{
    return sampling == SOBOL ? SOBOL_BITS + 1 : sampling == LATIN_HYPERCUBE ? 2 * LATIN_ROUNDS : 0;
}

/* In the order of REDUCTIONS in names.py. */
enum { YEARLY, LAST, SUM, REDUCTION_COUNT };

typedef struct {
    int32_t code, destination, a, b, c;
    int32_t row;   /* of the tables; 0 for an operation that reads none */
    int32_t years; /* of a delay; 0 for any other */
} operation;

typedef struct {
    int32_t destination, code, group; /* group is -1 for none */
    uint64_t stream;
    double coefficients[COEFFICIENTS];
    double common, own; /* weights of the group's normal score and the parameter's own */
} parameter;

typedef struct {
    int32_t source, reduction;
    int64_t row; /* of the result */
} output;

typedef struct {
    int32_t years, padded_years; /* rows of tables are padded to a whole number of vectors */
    int32_t registers, state_rows;
    int32_t operation_count, once, input_count, parameter_count, group_count, output_count;
    int64_t quantities;
    operation *operations;
    double *tables;   /* padded_years a row */
    double *calendar; /* the years as numbers, padded */
    int32_t *inputs;  /* register of each; -1 for one that nothing reads */
    parameter *parameters;
    uint64_t *groups; /* stream of each correlation group */
    output *outputs;
} program;

/* How draws are laid out; rows are the parameters, then the groups. */
typedef struct {
    int sampling;
    int64_t size;          /* of a Latin hypercube */
    uint64_t key;          /* of the random numbers */
    const uint32_t *words; /* words_of(sampling) a row */
} design;

typedef struct {
    const double *leaves; /* inputs, then parameters; lane_stride doubles apart if not shared */
    int64_t leaf_stride, lane_stride;
    const uint64_t *draws; /* number of each lane's draw; NULL to take parameters from leaves */
    design design;
    int64_t lanes;
    double *scratch; /* of scratch_doubles(program) */
    double *result;  /* quantities rows of lanes */
} job;

static inline int64_t scratch_doubles(const program *p)
{
    int64_t lanes = ((int64_t)p->registers + p->state_rows + p->group_count) * LANES;
    int64_t years = (int64_t)p->registers * p->padded_years;
    return lanes > years ? lanes : years;
}

void run_lanes_baseline(const program *p, const job *j);
void run_years_baseline(const program *p, const job *j);

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_AVX2 1
void run_lanes_avx2(const program *p, const job *j);
void run_years_avx2(const program *p, const job *j);
#endif

#endif
