/* What each operation does to its registers. Included once a shape by kernel_template.h, with
 *   OPERATE  the name of the function,
 *   WIDTH    elements of a register for each year,
 *   EACH     does what follows for each element i of each year t,
 *   STEP(x)  elements from one year to the next of operand x, 0 for one that has no years,
 *   AT(v)    the element of a row by year that goes with an element.
 * An operation may write where it reads: each element is read before it is written. */

#ifdef __clang__
#define ALIKE _Pragma("clang loop vectorize(assume_safety)")
#else
#define ALIKE _Pragma("GCC ivdep") _Pragma("GCC unroll 1")
#endif
/* For each element of one year. */
#define EVERY ALIKE for (int64_t i = 0; i < WIDTH; i++)
#define D d[t * WIDTH + i]
#define A a[t * STEP(a) + i]
#define B b[t * STEP(b) + i]
#define C c[t * STEP(c) + i]

static void OPERATE(const program *p, const operation *o, const operation *end, double *registers)
{
    const double *calendar = p->calendar;
    for (; o < end; o++) {
        double *d = registers + o->destination;
        const double *a = registers + o->a, *b = registers + o->b, *c = registers + o->c;
        const double *row = p->tables + (size_t)o->row * p->padded_years;
        /* Of 64 bits, since Python asks for numbers of 32 that wrap, which are in the way of vectors. */
        const int64_t times = o->times, a_step = o->a_step, b_step = o->b_step, c_step = o->c_step;
        (void)times, (void)a_step, (void)b_step, (void)c_step;
        switch (o->code) {
        case OPERATION_constant:
            EACH D = AT(row);
            break;
        case OPERATION_add:
            EACH D = A + B;
            break;
        case OPERATION_subtract:
            EACH D = A - B;
            break;
        case OPERATION_multiply:
            EACH D = A * B;
            break;
        case OPERATION_ratio:
            EACH {
                double divisor = B, quotient = A / divisor;
                D = choose(divisor == 0.0, 0.0, quotient);
            }
            break;
        case OPERATION_scale:
            EACH D = AT(row) * A;
            break;
        case OPERATION_offset:
            EACH D = AT(row) + A;
            break;
        case OPERATION_multiply_add:
            EACH D = A + B * C;
            break;
        case OPERATION_scale_add:
            EACH D = A + AT(row) * B;
            break;
        case OPERATION_add_three:
            EACH D = A + B + C;
            break;
        case OPERATION_multiply_three:
            EACH D = A * B * C;
            break;
        case OPERATION_complement:
            EACH D = 1.0 - A;
            break;
        case OPERATION_damp:
            EACH D = A * (1.0 - B);
            break;
        case OPERATION_minimum:
            EACH D = A < B ? A : B;
            break;
        case OPERATION_maximum:
            EACH D = A > B ? A : B;
            break;
        case OPERATION_at_most:
            EACH D = choose(A <= B, 1.0, 0.0);
            break;
        case OPERATION_ramp:
            EACH {
                double u = (AT(calendar) - B) / AT(row);
                u = choose(u > 0.0, u, 0.0);
                u = choose(u < 1.0, u, 1.0);
                D = A * u;
            }
            break;
        case OPERATION_smooth_ramp:
            EACH {
                double u = (AT(calendar) - B) / AT(row);
                u = choose(u > 0.0, u, 0.0);
                u = choose(u < 1.0, u, 1.0);
                D = A * (u * u * (3.0 - 2.0 * u));
            }
            break;
        case OPERATION_turn_over: {
            double stock[WIDTH];
            EVERY d[i] = stock[i] = a[i];
            for (int64_t t = 1; t < times; t++)
                EVERY D = stock[i] = stock[i] + B * (C - stock[i]);
            break;
        }
        case OPERATION_accumulate: {
            double sum[WIDTH];
            EVERY d[i] = sum[i] = a[i];
            for (int64_t t = 1; t < times; t++)
                EVERY D = sum[i] = sum[i] + A;
            break;
        }
        case OPERATION_delay: /* from the last year down, since d may be a; likewise below */
            for (int64_t t = times - 1; t >= 0; t--)
                EVERY D = t < o->years ? 0.0 : a[(t - o->years) * STEP(a) + i];
            break;
        case OPERATION_difference:
            for (int64_t t = times - 1; t > 0; t--)
                EVERY D = A - a[(t - 1) * STEP(a) + i];
            EVERY d[i] = a[i];
            break;
        }
    }
}

#undef ALIKE
#undef EVERY
#undef A
#undef B
#undef C
#undef D
#undef OPERATE
#undef WIDTH
#undef EACH
#undef STEP
#undef AT
