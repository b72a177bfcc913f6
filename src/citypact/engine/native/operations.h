/* What each operation does to a register. Included once a shape by kernel_template.h, with
 *   OPERATE   the name of the function,
 *   EXTENT    how many elements a register has,
 *   AT(v)     the element of a row by year that goes with element i,
 *   SERIES    1 if the elements are the years of one lane, 0 if they are the lanes of one year.
 * An operation may write where it reads: each element is read before it is written. */

/* A row of lanes is short and of known length: counting its vectors costs as much as adding them, so
 * eight are done at a time. */
#ifdef __clang__
#define ALIKE _Pragma("clang loop vectorize(assume_safety)")
#define TOGETHER _Pragma("clang loop unroll_count(8)")
#else
#define ALIKE _Pragma("GCC ivdep")
#define TOGETHER _Pragma("GCC unroll 8")
#endif
#if SERIES
#define EACH ALIKE for (int i = 0; i < EXTENT; i++)
#else
#define EACH ALIKE TOGETHER for (int i = 0; i < EXTENT; i++)
#endif

static void OPERATE(const program *p, const operation *o, const operation *end, int t,
                    double *registers, double *state)
{
    const double *calendar = p->calendar;
    (void)t, (void)state, (void)calendar;
    for (; o < end; o++) {
        double *d = registers + (size_t)o->destination * EXTENT;
        const double *a = registers + (size_t)o->a * EXTENT;
        const double *b = registers + (size_t)o->b * EXTENT;
        const double *c = registers + (size_t)o->c * EXTENT;
        const double *row = p->tables + (size_t)o->row * p->padded_years;
        switch (o->code) {
        case OPERATION_constant:
            EACH d[i] = AT(row);
            break;
        case OPERATION_add:
            EACH d[i] = a[i] + b[i];
            break;
        case OPERATION_subtract:
            EACH d[i] = a[i] - b[i];
            break;
        case OPERATION_multiply:
            EACH d[i] = a[i] * b[i];
            break;
        case OPERATION_ratio:
            EACH {
                double divisor = b[i], quotient = a[i] / divisor;
                d[i] = choose(divisor == 0.0, 0.0, quotient);
            }
            break;
        case OPERATION_scale:
            EACH d[i] = AT(row) * a[i];
            break;
        case OPERATION_offset:
            EACH d[i] = AT(row) + a[i];
            break;
        case OPERATION_multiply_add:
            EACH d[i] = a[i] + b[i] * c[i];
            break;
        case OPERATION_scale_add:
            EACH d[i] = a[i] + AT(row) * b[i];
            break;
        case OPERATION_complement:
            EACH d[i] = 1.0 - a[i];
            break;
        case OPERATION_damp:
            EACH d[i] = a[i] * (1.0 - b[i]);
            break;
        case OPERATION_minimum:
            EACH d[i] = a[i] < b[i] ? a[i] : b[i];
            break;
        case OPERATION_maximum:
            EACH d[i] = a[i] > b[i] ? a[i] : b[i];
            break;
        case OPERATION_at_most:
            EACH d[i] = a[i] <= b[i] ? 1.0 : 0.0;
            break;
        case OPERATION_ramp:
            EACH {
                double u = (AT(calendar) - b[i]) / AT(row);
                u = choose(u > 0.0, u, 0.0);
                u = choose(u < 1.0, u, 1.0);
                d[i] = a[i] * u;
            }
            break;
        case OPERATION_smooth_ramp:
            EACH {
                double u = (AT(calendar) - b[i]) / AT(row);
                u = choose(u > 0.0, u, 0.0);
                u = choose(u < 1.0, u, 1.0);
                d[i] = a[i] * (u * u * (3.0 - 2.0 * u));
            }
            break;
#if SERIES
        case OPERATION_turn_over: {
            double stock = a[0];
            d[0] = stock;
            for (int i = 1; i < p->years; i++) {
                stock = stock + b[i] * (c[i] - stock);
                d[i] = stock;
            }
            break;
        }
        case OPERATION_accumulate: {
            double sum = a[0];
            d[0] = sum;
            for (int i = 1; i < p->years; i++) {
                sum = sum + a[i];
                d[i] = sum;
            }
            break;
        }
        case OPERATION_delay: /* from the last year down, since d may be a */
            for (int i = p->years - 1; i >= 0; i--)
                d[i] = i < o->years ? 0.0 : a[i - o->years];
            break;
        case OPERATION_difference:
            for (int i = p->years - 1; i > 0; i--)
                d[i] = a[i] - a[i - 1];
            d[0] = a[0];
            break;
#else /* what an earlier year left is in state, the next rows for each operation that remembers */
        case OPERATION_turn_over:
            if (t == 0)
                EACH d[i] = state[i] = a[i];
            else
                EACH d[i] = state[i] = state[i] + b[i] * (c[i] - state[i]);
            state += EXTENT;
            break;
        case OPERATION_accumulate:
            if (t == 0)
                EACH d[i] = state[i] = a[i];
            else
                EACH d[i] = state[i] = state[i] + a[i];
            state += EXTENT;
            break;
        case OPERATION_delay: { /* a ring of as many rows as years */
            double *earlier = state + (size_t)(t % o->years) * EXTENT;
            if (t < o->years)
                EACH {
                    earlier[i] = a[i];
                    d[i] = 0.0;
                }
            else
                EACH {
                    double now = a[i];
                    d[i] = earlier[i];
                    earlier[i] = now;
                }
            state += (size_t)o->years * EXTENT;
            break;
        }
        case OPERATION_difference:
            if (t == 0)
                EACH d[i] = state[i] = a[i];
            else
                EACH {
                    double now = a[i];
                    d[i] = now - state[i];
                    state[i] = now;
                }
            state += EXTENT;
            break;
#endif
        }
    }
}

#undef ALIKE
#undef TOGETHER
#undef EACH
#undef OPERATE
#undef EXTENT
#undef AT
#undef SERIES
