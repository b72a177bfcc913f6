/* The kernel, for one instruction set: included by kernel_*.c with NAME(x) defined. */

#include "random.h"

#define OPERATE operate_on_lanes
#define EXTENT LANES
#define AT(v) v[t]
#define SERIES 0
#include "operations.h"

#define OPERATE operate_on_years
#define EXTENT p->padded_years
#define AT(v) v[i]
#define SERIES 1
#include "operations.h"

/* Copy one leaf to the lanes from first on; lanes beyond the last repeat the last. */
static void load(const job *j, int64_t leaf, int64_t first, int lanes, double *restrict row)
{
    const double *value = j->leaves + leaf * j->leaf_stride + first * j->lane_stride;
    EACH_LANE row[i] = value[(i < lanes ? i : lanes - 1) * j->lane_stride];
}

static void load_leaves(const program *p, const job *j, int64_t first, int lanes,
                        double *registers, double *groups)
{
    for (int n = 0; n < p->input_count; n++)
        if (p->inputs[n] >= 0)
            load(j, n, first, lanes, registers + (size_t)p->inputs[n] * LANES);
    if (j->draws) {
        uint64_t draws[LANES];
        EACH_LANE draws[i] = j->draws[first + (i < lanes ? i : lanes - 1)];
        draw_parameters(p, &j->design, draws, registers, groups);
    } else {
        for (int n = 0; n < p->parameter_count; n++)
            load(j, p->input_count + n, first, lanes,
                 registers + (size_t)p->parameters[n].destination * LANES);
    }
}

/* Hand out the outputs of year t for the lanes from first on. */
static void store(const program *p, const job *j, int64_t first, int lanes, int t,
                  const double *registers)
{
    for (const output *o = p->outputs; o < p->outputs + p->output_count; o++) {
        const double *value = registers + (size_t)o->source * LANES;
        int64_t row = o->row + (o->reduction == YEARLY ? t : 0);
        double *to = j->result + row * j->lanes + first;
        if (o->reduction == SUM && t > 0)
            for (int i = 0; i < lanes; i++)
                to[i] = to[i] + value[i];
        else if (o->reduction != LAST || t == p->years - 1)
            memcpy(to, value, (size_t)lanes * sizeof *to);
    }
}

void NAME(run_lanes)(const program *p, const job *j)
{
    double *registers = j->scratch;
    double *state = registers + (size_t)p->registers * LANES;
    double *groups = state + (size_t)p->state_rows * LANES;
    const operation *once = p->operations, *yearly = once + p->once;
    const operation *end = once + p->operation_count;
    for (int64_t first = 0; first < j->lanes; first += LANES) {
        int64_t left = j->lanes - first;
        int lanes = left < LANES ? (int)left : LANES;
        load_leaves(p, j, first, lanes, registers, groups);
        operate_on_lanes(p, once, yearly, 0, registers, state);
        for (int t = 0; t < p->years; t++) {
            operate_on_lanes(p, yearly, end, t, registers, state);
            store(p, j, first, lanes, t, registers);
        }
    }
}

static void fill(double *row, int count, double value)
{
    for (int i = 0; i < count; i++)
        row[i] = value;
}

/* One lane after the other; parameters are taken from the leaves. */
void NAME(run_years)(const program *p, const job *j)
{
    const int extent = p->padded_years;
    double *registers = j->scratch;
    for (int64_t lane = 0; lane < j->lanes; lane++) {
        const double *leaf = j->leaves + lane * j->lane_stride;
        for (int n = 0; n < p->input_count; n++, leaf += j->leaf_stride)
            if (p->inputs[n] >= 0)
                fill(registers + (size_t)p->inputs[n] * extent, extent, *leaf);
        for (int n = 0; n < p->parameter_count; n++, leaf += j->leaf_stride)
            fill(registers + (size_t)p->parameters[n].destination * extent, extent, *leaf);
        operate_on_years(p, p->operations, p->operations + p->operation_count, 0, registers, NULL);
        for (const output *o = p->outputs; o < p->outputs + p->output_count; o++) {
            const double *value = registers + (size_t)o->source * extent;
            double *to = j->result + o->row * j->lanes + lane;
            if (o->reduction == YEARLY) {
                for (int t = 0; t < p->years; t++)
                    to[t * j->lanes] = value[t];
            } else if (o->reduction == LAST) {
                *to = value[p->years - 1];
            } else {
                double sum = value[0];
                for (int t = 1; t < p->years; t++)
                    sum = sum + value[t];
                *to = sum;
            }
        }
    }
}
