/* The kernel, for one instruction set: included by kernel_*.c with NAME(x) defined. */

#include "count.h"
#include "random.h"
#include "rank.h"

/* Lanes side by side, year after year; what is the same in every year is there once. */
#define OPERATE operate_on_lanes
#define WIDTH LANES
#define EACH for (int64_t t = 0; t < times; t++) EVERY
#define STEP(x) x##_step
#define AT(v) v[t]
#include "operations.h"

/* The years of one lane side by side; what is the same in every year is written out. */
#define OPERATE operate_on_years
#define WIDTH 1
#define EACH ALIKE for (int64_t t = 0, i = 0; t < p->padded_years; t++)
#define STEP(x) 1
#define AT(v) v[t]
#include "operations.h"

/* Copy leaves to their places for the lanes from first on; lanes beyond the last repeat the last. */
static void load(const leaves *from, const int32_t *places, int count, int64_t first, int64_t lanes,
                 double *registers)
{
    const int64_t left = lanes - first;
    for (int n = 0; n < count; n++) {
        const double *value = from->values + n * from->stride + first * from->step;
        double *to = registers + places[n];
        if (places[n] < 0)
            continue;
        if (from->step == 1 && left >= LANES)
            memcpy(to, value, LANES * sizeof *to);
        else
            for (int64_t i = 0; i < LANES; i++)
                to[i] = value[(i < left ? i : left - 1) * from->step];
    }
}

/* Hand out one quantity of the lanes from first on, or count it. Nought times a number is nought if it
 * is finite; else it is no number, and so is excess from there on. */
static inline void hand_out(const job *j, int64_t quantity, int64_t first, const double *value,
                            double *excess)
{
    const int64_t left = j->lanes - first;
    double *to = j->result + quantity * j->stride + first;
    if (j->counting != NULL) {
        count_lanes(j->counting, quantity, first, value);
        return;
    }
    for (int64_t i = 0; i < LANES; i++)
        excess[i] = excess[i] + 0.0 * value[i];
    if (left >= LANES)
        memcpy(to, value, LANES * sizeof *to);
    else
        memcpy(to, value, (size_t)left * sizeof *to);
}

/* Hand out the outputs of the lanes from first on. */
static void store(const program *p, const job *j, int64_t first, const double *registers,
                  double *excess)
{
    const output *end = p->by_lanes.outputs + p->output_count;
    for (const output *o = p->by_lanes.outputs; o < end; o++) {
        const double *value = registers + o->source;
        if (o->reduction == YEARLY) {
            for (int64_t t = 0; t < p->years; t++)
                hand_out(j, o->row + t, first, value + t * o->step, excess);
        } else if (o->reduction == LAST) {
            hand_out(j, o->row, first, value + (p->years - 1) * o->step, excess);
        } else {
            double sum[LANES];
            for (int64_t i = 0; i < LANES; i++)
                sum[i] = value[i];
            for (int64_t t = 1; t < p->years; t++)
                for (int64_t i = 0; i < LANES; i++)
                    sum[i] = sum[i] + value[t * o->step + i];
            hand_out(j, o->row, first, sum, excess);
        }
    }
}

int NAME(run_lanes)(const program *p, const job *j)
{
    double excess[LANES] = {0.0};
    const placed *q = &p->by_lanes;
    double *registers = j->scratch, *drawn = registers + q->doubles;
    const leaves tile = {drawn, TILE, 1};
    const operation *operations = q->operations, *end = operations + p->operation_count;
    for (int64_t first = 0; first < j->lanes; first += LANES) {
        const int64_t within = first % TILE;
        if (j->draws && within == 0)
            draw_parameters(p, &j->design, j->draws + first, j->lanes - first, drawn);
        if (first == 0 || j->inputs.step != 0) {
            load(&j->inputs, q->inputs, p->input_count, first, j->lanes, registers);
            operate_on_lanes(p, operations, operations + p->shared, registers);
        }
        if (j->draws)
            load(&tile, q->parameters, p->parameter_count, within, TILE, registers);
        else
            load(&j->parameters, q->parameters, p->parameter_count, first, j->lanes, registers);
        operate_on_lanes(p, operations + p->shared, end, registers);
        store(p, j, first, registers, excess);
    }
    for (int64_t i = 1; i < LANES; i++)
        excess[0] = excess[0] + excess[i];
    return excess[0] == 0.0;
}

/* Write leaves out for all years of one lane. */
static void spread(const program *p, const leaves *from, const int32_t *places, int count,
                   int64_t lane, double *registers)
{
    for (int n = 0; n < count; n++)
        for (int64_t t = 0; t < p->padded_years && places[n] >= 0; t++)
            registers[places[n] + t] = from->values[n * from->stride + lane * from->step];
}

/* Hand out one output of one lane. */
static void store_years(const program *p, const job *j, const output *o, int64_t lane,
                        const double *value)
{
    double *to = j->result + o->row * j->stride + lane;
    if (o->reduction == YEARLY && j->stride == 1) {
        memcpy(to, value, (size_t)p->years * sizeof *to);
    } else if (o->reduction == YEARLY) {
        for (int64_t t = 0; t < p->years; t++)
            to[t * j->stride] = value[t];
    } else if (o->reduction == LAST) {
        *to = value[p->years - 1];
    } else {
        double sum = value[0];
        for (int64_t t = 1; t < p->years; t++)
            sum = sum + value[t];
        *to = sum;
    }
}

/* One lane after the other; parameters are taken from the leaves. */
int NAME(run_years)(const program *p, const job *j)
{
    const placed *q = &p->by_years;
    double *registers = j->scratch, rest = 0.0;
    four_doubles excess = {0.0};
    for (int64_t lane = 0; lane < j->lanes; lane++) {
        spread(p, &j->inputs, q->inputs, p->input_count, lane, registers);
        spread(p, &j->parameters, q->parameters, p->parameter_count, lane, registers);
        operate_on_years(p, q->operations, q->operations + p->operation_count, registers);
        for (const output *o = q->outputs; o < q->outputs + p->output_count; o++) {
            const double *value = registers + o->source;
            int64_t t = 0;
            for (; t + VECTOR <= p->years; t += VECTOR)
                excess = excess + load_four(value + t) * 0.0;
            for (; t < p->years; t++)
                rest = rest + value[t] * 0.0;
            store_years(p, j, o, lane, value);
        }
    }
    return rest + excess[0] + excess[1] + excess[2] + excess[3] == 0.0;
}

void NAME(find_ranks)(const ranking *r)
{
    for (int64_t row = 0; row < r->rows; row++)
        rank_row(r->values + row * r->stride, r->columns, r->ranks, r->rank_count, r->room,
                 r->bucket, r->place, r->found + row * r->rank_count);
}
