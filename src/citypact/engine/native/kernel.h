/* The native executor's data: a program made ready to run, and one job for it.
 *
 * Everything but module.c is free of Python and needs nothing of the C library but memcpy and
 * sqrt, so that the same source can be built for WebAssembly.
 *
 * The kernel takes one operation after the other, each over all years at once, so that what was just
 * made is near when it is read. It runs in two shapes, both from kernel_template.h:
 *   lanes: eight lanes at a time, side by side in each year; for ensembles;
 *   years: one lane at a time; for one evaluation.
 * Each element goes through the same IEEE 754 operations in either, and in the NumPy executor.
 */
#ifndef CITYPACT_KERNEL_H
#define CITYPACT_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* Lanes whose parameters are drawn together, and lanes that are evaluated together. */
enum { TILE = 64, LANES = 8, COEFFICIENTS = 5 };
/* Tables and registers by year are padded to a whole number of vectors of so many years. */
enum { VECTOR = 4 };

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
    X(difference, 1, NO_ROW) \
    X(add_three, 3, NO_ROW) \
    X(multiply_three, 3, NO_ROW)

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
    int32_t code;
    int32_t destination, a, b, c; /* where each begins, in doubles from the first register on */
    int32_t a_step, b_step, c_step; /* from one year to the next; 0 for the same in every year */
    int32_t times; /* 1 if the result is the same in every year, else the number of years */
    int32_t row;   /* of the tables; 0 for an operation that reads none */
    int32_t years; /* of a delay; 0 for any other */
} operation;

typedef struct {
    int32_t code, group; /* group is -1 for none */
    uint64_t stream;
    double coefficients[COEFFICIENTS];
    double common, own; /* weights of the group's normal score and the parameter's own */
} parameter;

typedef struct {
    int32_t source, step; /* as of an operand */
    int32_t reduction;
    int64_t row; /* of the result */
} output;

/* A program as one of the two shapes of the kernel needs it: what refers to places of values. */
typedef struct {
    int64_t doubles; /* that all registers take */
    operation *operations;
    int32_t *inputs; /* place of each; -1 for one that nothing reads */
    int32_t *parameters;
    output *outputs;
} placed;

typedef struct {
    int32_t years, padded_years; /* a multiple of VECTOR */
    int32_t registers, operation_count, input_count, parameter_count, group_count, output_count;
    int32_t shared; /* how many of the first operations no parameter reaches */
    int64_t quantities;
    double *tables;   /* padded_years a row */
    double *calendar; /* the years as numbers, padded */
    parameter *parameters;
    uint64_t *groups; /* stream of each correlation group */
    placed by_lanes, by_years;
} program;

/* How draws are laid out; rows are the parameters, then the groups. */
typedef struct {
    int sampling;
    int64_t size;          /* of a Latin hypercube */
    uint64_t key;          /* of the random numbers */
    const uint32_t *words; /* words_of(sampling) a row */
} design;

/* Values of leaves: that of leaf n in lane i stands at n * stride + i * step. */
typedef struct {
    const double *values;
    int64_t stride, step; /* step is 0 where all lanes have the same */
} leaves;

/* Where outputs are counted instead of handed out; quantities of lanes, which are a multiple of
 * LANES. */
typedef struct {
    const double *low, *scale; /* of the histogram of each quantity */
    double bins;               /* of a histogram, without the one at either end */
    int64_t quantities, lanes;
    int64_t stride;   /* from one row of bins to the next */
    int16_t *found;   /* the bin of each value, quantities rows of lanes */
    double *extremes; /* the least, then the greatest, of each quantity in each half of LANES */
    double *sums;     /* of LANES lanes each, a row of quantities for each such group */
} counting;

typedef struct {
    leaves inputs, parameters; /* parameters are not read where draws are given */
    const uint64_t *draws;     /* number of each lane's draw; or NULL */
    design design;
    int64_t lanes;
    double *scratch; /* of scratch_doubles(program) */
    double *result;  /* quantities rows of lanes */
    int64_t stride;  /* from one row of the result to the next */
    const counting *counting; /* or NULL to hand outputs out */
} job;

static inline int64_t scratch_doubles(const program *p)
{
    int64_t drawn = ((int64_t)p->parameter_count + p->group_count) * TILE;
    int64_t lanes = p->by_lanes.doubles + drawn;
    return lanes > p->by_years.doubles ? lanes : p->by_years.doubles;
}

/* Values whose ranks are wanted; ranks ascend. */
typedef struct {
    const double *values; /* rows of columns, stride doubles apart */
    int64_t rows, columns, stride;
    const int64_t *ranks;
    int64_t rank_count;
    double *found; /* rows of ranks */
    double *room;  /* for the values of a row */
    int32_t *bucket, *place; /* likewise, and for ranks */
} ranking;

/* Both tell whether every number that is handed out is finite. */
int run_lanes_baseline(const program *p, const job *j);
int run_years_baseline(const program *p, const job *j);
void find_ranks_baseline(const ranking *r);

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_AVX2 1
int run_lanes_avx2(const program *p, const job *j);
int run_years_avx2(const program *p, const job *j);
void find_ranks_avx2(const ranking *r);
#endif

#endif
