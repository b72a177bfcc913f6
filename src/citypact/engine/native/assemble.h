/* From arrays to a program: everything is copied, and every index checked, so that nothing that is
 * handed over can lead the kernel outside its memory. */
#ifndef CITYPACT_ASSEMBLE_H
#define CITYPACT_ASSEMBLE_H

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

/* What a program is assembled from. Of the parameters, words are register, code and group of each,
 * numbers five coefficients and two weights. */
enum { OPERATION_ARRAY, TABLE_ARRAY, INPUT_ARRAY, WORD_ARRAY, STREAM_ARRAY, NUMBER_ARRAY,
       GROUP_ARRAY, OUTPUT_ARRAY, ARRAY_COUNT };

typedef struct {
    const void *data;
    int64_t size; /* in bytes */
} array;

enum { MOST_YEARS = 1000 };

typedef struct {
    const char *name;
    int operands, row;
} operation_kind;

#define OPERATION_KIND(name, operands, row) {#name, operands, row},
static const operation_kind KINDS[] = {OPERATIONS(OPERATION_KIND)};
#undef OPERATION_KIND

static void release_placed(placed *q)
{
    free(q->operations);
    free(q->inputs);
    free(q->parameters);
    free(q->outputs);
}

static void release(program *p)
{
    if (p == NULL)
        return;
    free(p->tables);
    free(p->calendar);
    free(p->parameters);
    free(p->groups);
    release_placed(&p->by_lanes);
    release_placed(&p->by_years);
    free(p);
}

/* Whether the result can differ between years even where the operands do not. */
static int varies(int32_t code)
{
    return code == OPERATION_turn_over || code == OPERATION_accumulate || code == OPERATION_delay
           || code == OPERATION_difference || code == OPERATION_ramp
           || code == OPERATION_smooth_ramp;
}

static int within(int64_t value, int64_t limit)
{
    return value >= 0 && value < limit;
}

/* Allocate count items, at least one, all zero. */
static void *zeros(int64_t count, size_t size)
{
    return calloc(count > 0 ? (size_t)count : 1, size);
}

/* Whether a row of the tables is the same in every year, to the bit. */
static int is_even(const program *p, int32_t row)
{
    const double *value = p->tables + (int64_t)row * p->padded_years;
    for (int t = 1; t < p->years; t++)
        if (memcmp(value + t, value, sizeof *value) != 0)
            return 0;
    return 1;
}

/* What is known of a register while a program is read. */
typedef struct {
    uint8_t uneven; /* what it holds now may differ between years */
    uint8_t large;  /* it holds such at one time or another */
} held;

/* Each copies one part of a program, for lanes and with registers in the place of places, and
 * returns NULL, or says what is wrong with it. */

static const char *copy_operations(program *p, const int32_t *given, int64_t table_rows,
                                   held *registers)
{
    for (int n = 0; n < p->operation_count; n++, given += 6) {
        operation *o = p->by_lanes.operations + n;
        if (!within(given[0], OPERATION_COUNT))
            return "an operation has an unknown code";
        const operation_kind *kind = KINDS + given[0];
        *o = (operation){.code = given[0], .destination = given[1]};
        if (!within(o->destination, p->registers))
            return "an operation writes to a register that does not exist";
        int32_t *operands[] = {&o->a, &o->b, &o->c}, *steps[] = {&o->a_step, &o->b_step, &o->c_step};
        int uneven = varies(o->code);
        for (int k = 0; k < kind->operands; k++) {
            if (!within(given[2 + k], p->registers))
                return "an operation reads a register that does not exist";
            *operands[k] = given[2 + k];
            *steps[k] = registers[given[2 + k]].uneven ? LANES : 0;
            uneven |= registers[given[2 + k]].uneven;
        }
        if (kind->row == TABLE_ROW) {
            if (!within(given[5], table_rows))
                return "an operation reads a row that does not exist";
            o->row = given[5];
            uneven |= !is_even(p, o->row);
        } else if (kind->row == YEARS_ROW) {
            if (given[5] < 1 || given[5] > MOST_YEARS)
                return "a delay is out of range";
            o->years = given[5];
        }
        o->times = uneven ? p->years : 1;
        registers[o->destination].uneven = (uint8_t)uneven;
        registers[o->destination].large |= (uint8_t)uneven;
    }
    return NULL;
}

static const char *copy_inputs(program *p, const int32_t *given)
{
    for (int n = 0; n < p->input_count; n++) {
        if (given[n] != -1 && !within(given[n], p->registers))
            return "an input is placed in a register that does not exist";
        p->by_lanes.inputs[n] = given[n];
    }
    return NULL;
}

/* words: register, code and group of each; numbers: five coefficients and two weights of each. */
static const char *copy_parameters(program *p, const int32_t *words, const uint64_t *streams,
                                   const double *numbers)
{
    for (int n = 0; n < p->parameter_count; n++, words += 3, numbers += COEFFICIENTS + 2) {
        parameter *q = p->parameters + n;
        *q = (parameter){.code = words[1], .group = words[2]};
        if (!within(words[0], p->registers))
            return "a parameter is placed in a register that does not exist";
        p->by_lanes.parameters[n] = words[0];
        if (!within(q->code, DISTRIBUTION_COUNT))
            return "a parameter has an unknown distribution";
        if (q->group != -1 && !within(q->group, p->group_count))
            return "a parameter is in a group that does not exist";
        q->stream = streams[n];
        memcpy(q->coefficients, numbers, sizeof q->coefficients);
        q->common = numbers[COEFFICIENTS];
        q->own = numbers[COEFFICIENTS + 1];
    }
    return NULL;
}

static const char *copy_outputs(program *p, const int32_t *given, const held *registers)
{
    for (int n = 0; n < p->output_count; n++, given += 2) {
        if (!within(given[0], p->registers))
            return "an output is taken from a register that does not exist";
        if (!within(given[1], REDUCTION_COUNT))
            return "an output has an unknown reduction";
        const int32_t step = registers[given[0]].uneven ? LANES : 0;
        p->by_lanes.outputs[n] = (output){given[0], step, given[1], p->quantities};
        p->quantities += given[1] == YEARLY ? p->years : 1;
    }
    return NULL;
}

/* Put places where registers stand. */
static void set_places(const program *p, placed *q, const int32_t *places)
{
    for (operation *o = q->operations; o < q->operations + p->operation_count; o++) {
        o->destination = places[o->destination];
        o->a = places[o->a];
        o->b = places[o->b];
        o->c = places[o->c];
    }
    for (int n = 0; n < p->input_count; n++)
        q->inputs[n] = q->inputs[n] < 0 ? -1 : places[q->inputs[n]];
    for (int n = 0; n < p->parameter_count; n++)
        q->parameters[n] = places[q->parameters[n]];
    for (int n = 0; n < p->output_count; n++)
        q->outputs[n].source = places[q->outputs[n].source];
}

/* Lay the registers out for both shapes; places has room for one each. */
static const char *place(program *p, const held *registers, int32_t *places)
{
    placed *lanes = &p->by_lanes, *years = &p->by_years;
    memcpy(years->operations, lanes->operations,
           (size_t)p->operation_count * sizeof *lanes->operations);
    memcpy(years->inputs, lanes->inputs, (size_t)p->input_count * sizeof *lanes->inputs);
    memcpy(years->parameters, lanes->parameters,
           (size_t)p->parameter_count * sizeof *lanes->parameters);
    memcpy(years->outputs, lanes->outputs, (size_t)p->output_count * sizeof *lanes->outputs);
    years->doubles = (int64_t)p->registers * p->padded_years;
    for (int r = 0; r < p->registers; r++)
        lanes->doubles += (registers[r].large ? p->years : 1) * LANES;
    if (lanes->doubles > INT32_MAX || years->doubles > INT32_MAX)
        return "the registers take too much memory";
    for (int r = 0; r < p->registers; r++)
        places[r] = r * p->padded_years;
    set_places(p, years, places);
    for (int r = 0, next = 0; r < p->registers; r++) {
        places[r] = next;
        next += (registers[r].large ? p->years : 1) * LANES;
    }
    set_places(p, lanes, places);
    return NULL;
}

static const char *fill_placed(const program *p, placed *q)
{
    q->operations = zeros(p->operation_count, sizeof *q->operations);
    q->inputs = zeros(p->input_count, sizeof *q->inputs);
    q->parameters = zeros(p->parameter_count, sizeof *q->parameters);
    q->outputs = zeros(p->output_count, sizeof *q->outputs);
    return q->operations && q->inputs && q->parameters && q->outputs ? NULL : "out of memory";
}

/* Fill p, of which years, registers and shared are set; NULL, or what is wrong. */
static const char *fill(program *p, int first_year, const array *given)
{
    p->padded_years = (p->years + VECTOR - 1) / VECTOR * VECTOR;
    const int64_t items[ARRAY_COUNT] = {
        6 * sizeof(int32_t), p->years * sizeof(double), sizeof(int32_t), 3 * sizeof(int32_t),
        sizeof(uint64_t), (COEFFICIENTS + 2) * sizeof(double), sizeof(uint64_t),
        2 * sizeof(int32_t)};
    int32_t count[ARRAY_COUNT];
    for (int n = 0; n < ARRAY_COUNT; n++) {
        if (given[n].size % items[n] != 0 || given[n].size / items[n] > INT32_MAX)
            return "an array has the wrong size";
        count[n] = (int32_t)(given[n].size / items[n]);
    }
    p->operation_count = count[OPERATION_ARRAY];
    p->input_count = count[INPUT_ARRAY];
    p->parameter_count = count[WORD_ARRAY];
    p->group_count = count[GROUP_ARRAY];
    p->output_count = count[OUTPUT_ARRAY];
    if (count[STREAM_ARRAY] != p->parameter_count || count[NUMBER_ARRAY] != p->parameter_count)
        return "the arrays of parameters differ in length";
    if (!within(p->shared, (int64_t)p->operation_count + 1))
        return "more operations are shared than there are";
    if (!within(p->registers,
                (int64_t)p->operation_count + p->input_count + p->parameter_count + 1))
        return "there are more registers than results";

    const int32_t rows = count[TABLE_ARRAY];
    p->tables = zeros(((int64_t)rows + 1) * p->padded_years, sizeof *p->tables);
    p->calendar = zeros(p->padded_years, sizeof *p->calendar);
    p->parameters = zeros(p->parameter_count, sizeof *p->parameters);
    p->groups = zeros(p->group_count, sizeof *p->groups);
    if (!p->tables || !p->calendar || !p->parameters || !p->groups || fill_placed(p, &p->by_lanes)
        || fill_placed(p, &p->by_years))
        return "out of memory";
    const double *table = given[TABLE_ARRAY].data;
    for (int64_t row = 0; row < rows; row++)
        memcpy(p->tables + row * p->padded_years, table + row * p->years,
               (size_t)p->years * sizeof *table);
    for (int t = 0; t < p->years; t++)
        p->calendar[t] = (double)first_year + t;
    memcpy(p->groups, given[GROUP_ARRAY].data, (size_t)given[GROUP_ARRAY].size);

    held *registers = zeros(p->registers, sizeof *registers);
    int32_t *places = zeros(p->registers, sizeof *places);
    const char *wrong = registers && places ? NULL : "out of memory";
    if (wrong == NULL)
        wrong = copy_operations(p, given[OPERATION_ARRAY].data, rows, registers);
    if (wrong == NULL)
        wrong = copy_inputs(p, given[INPUT_ARRAY].data);
    if (wrong == NULL)
        wrong = copy_parameters(p, given[WORD_ARRAY].data, given[STREAM_ARRAY].data,
                                given[NUMBER_ARRAY].data);
    if (wrong == NULL)
        wrong = copy_outputs(p, given[OUTPUT_ARRAY].data, registers);
    if (wrong == NULL)
        wrong = place(p, registers, places);
    free(registers);
    free(places);
    return wrong;
}

/* A new program; or NULL, and what is wrong. */
static program *assemble(int first_year, int years, int registers, int shared, const array *given,
                         const char **wrong)
{
    *wrong = "the number of years is out of range";
    if (years < 1 || years > MOST_YEARS)
        return NULL;
    *wrong = "out of memory";
    program *p = calloc(1, sizeof *p);
    if (p == NULL)
        return NULL;
    p->years = years;
    p->registers = registers;
    p->shared = shared;
    *wrong = fill(p, first_year, given);
    if (*wrong == NULL)
        return p;
    release(p);
    return NULL;
}

#endif
