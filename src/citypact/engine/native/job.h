/* From arrays of Python to a job: every size is checked, and what the kernel is given lies in them. */
#ifndef CITYPACT_JOB_H
#define CITYPACT_JOB_H

#include <Python.h>

#include <math.h>
#include <stdlib.h>

#include "kernel.h"

/* Whether a design fits the program, and has the draws. */
static const char *check_design(const program *p, const design *d, const Py_buffer *words,
                                const uint64_t *draws, int64_t lanes)
{
    const int64_t rows = (int64_t)p->parameter_count + p->group_count;
    if (d->sampling < 0 || d->sampling >= SAMPLING_COUNT)
        return "there is no such sampling";
    if (words->len != rows * words_of(d->sampling) * (Py_ssize_t)sizeof(uint32_t))
        return "the words of the sampling have the wrong size";
    if (d->sampling == LATIN_HYPERCUBE && (d->size < 1 || d->size > (int64_t)1 << 30))
        return "the size of the sampling is out of range";
    const uint64_t last = d->sampling == SOBOL ? UINT32_MAX : (uint64_t)d->size - 1;
    for (int64_t i = 0; d->sampling != RANDOM && i < lanes; i++)
        if (draws[i] > last)
            return "the sampling has no such draw";
    return NULL;
}

/* Leaves in an array of so many rows, each with one value or one a lane; no values if it is neither. */
static leaves leaves_in(const Py_buffer *given, int64_t rows, int64_t lanes)
{
    const int64_t count = given->len / (int64_t)sizeof(double);
    if (given->len % (int64_t)sizeof(double) == 0 && count == rows)
        return (leaves){given->buf, 1, 0};
    if (given->len % (int64_t)sizeof(double) == 0 && rows > 0 && count % rows == 0
        && count / rows == lanes)
        return (leaves){given->buf, lanes, 1};
    return (leaves){NULL, 0, 0};
}

/* Whether an array is rows of doubles that lie side by side; rows need not follow each other. */
static int has_rows(const Py_buffer *given)
{
    const int64_t size = sizeof(double);
    return given->ndim == 2 && given->itemsize == size && given->strides[0] % size == 0
           && (given->shape[1] < 2 || given->strides[1] == size);
}

/* Whether a result is (quantities, lanes); it is written down in the job. */
static int take_result(const program *p, job *j, const Py_buffer *result)
{
    if (!has_rows(result) || result->shape[0] != p->quantities || result->shape[1] != j->lanes)
        return 0;
    j->result = result->buf;
    j->stride = result->strides[0] / (int64_t)sizeof(double);
    return 1;
}

enum { WORDS, LEAVES, PARAMETERS, DRAWS, SCRATCH, RESULT, LOW, SCALE, COUNTS, MINIMUM, MAXIMUM, SUMS,
       RUN_BUFFERS };

/* Fill a job, of which lanes and most of the design are set; NULL, or what is wrong. */
static const char *fill_job(const program *p, job *j, const Py_buffer *b, int by_years)
{
    const int64_t size = sizeof(double);
    if (j->lanes < 1 || j->lanes > PY_SSIZE_T_MAX / size / (p->quantities + 1))
        return "the number of lanes is out of range";
    const int64_t count = (int64_t)p->input_count + p->parameter_count;
    j->inputs = leaves_in(b + LEAVES, count, j->lanes);
    j->parameters = leaves_in(b + PARAMETERS, p->parameter_count, j->lanes);
    if (b[PARAMETERS].buf == NULL && j->inputs.values != NULL) {
        j->parameters = j->inputs;
        j->parameters.values += p->input_count * j->inputs.stride;
    }
    if (count > 0 && (j->inputs.values == NULL
                      || (p->parameter_count > 0 && j->parameters.values == NULL)))
        return "the leaves have the wrong size";
    j->draws = b[DRAWS].buf;
    if (j->draws && (by_years || b[DRAWS].len / size != j->lanes))
        return "the draws have the wrong size";
    j->design.words = b[WORDS].buf;
    const char *wrong =
        j->draws ? check_design(p, &j->design, b + WORDS, j->draws, j->lanes) : NULL;
    if (wrong != NULL)
        return wrong;
    if (b[SCRATCH].len / size < scratch_doubles(p))
        return "the scratch memory is too small";
    j->scratch = b[SCRATCH].buf;
    if (b[RESULT].obj && !take_result(p, j, b + RESULT))
        return "the result has the wrong size";
    return NULL;
}

/* Rows as long as a power of two would all compete for the same few places of a cache. */
enum { APART = 32 };

/* Whether the arrays of a count fit the program and each other; it sets all but the scale. */
static const char *fill_counting(const program *p, counting *c, int64_t lanes, const Py_buffer *b)
{
    const int64_t row = p->quantities * (int64_t)sizeof(double);
    const int64_t width = p->quantities
                              ? b[COUNTS].len / (int64_t)sizeof(uint32_t) / p->quantities : 0;
    if (lanes % LANES != 0)
        return "lanes are counted eight at a time";
    if (width <= 2 || width > INT16_MAX || b[LOW].len != row || b[SCALE].len != row
        || b[MINIMUM].len != row || b[MAXIMUM].len != row
        || b[COUNTS].len != p->quantities * width * (int64_t)sizeof(uint32_t)
        || b[SUMS].len != row * (lanes / LANES))
        return "the histogram has the wrong size";
    *c = (counting){.low = b[LOW].buf, .scale = b[SCALE].buf, .bins = (double)(width - 2),
                    .quantities = p->quantities, .lanes = lanes, .stride = lanes + APART,
                    .sums = b[SUMS].buf};
    c->found = malloc((size_t)(p->quantities * c->stride) * sizeof *c->found);
    c->extremes = malloc((size_t)(p->quantities * LANES) * sizeof *c->extremes);
    if (c->found == NULL || c->extremes == NULL)
        return "out of memory";
    for (int64_t i = 0; i < p->quantities * LANES; i++)
        c->extremes[i] = i % LANES < LANES / 2 ? INFINITY : -INFINITY;
    return NULL;
}

#endif
