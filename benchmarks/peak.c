/* How many floating-point operations a second this machine can do at most: multiply-and-add in the
 * widest vectors that it has, on registers alone, in as many threads as the argument says.
 *
 *     cc -O3 -march=native -pthread -o peak peak.c && ./peak 2
 *
 * Prints operations a second, the best of five runs of about a fifth of a second. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#if defined(__AVX512F__)
enum { LANES = 8 };
#elif defined(__AVX__)
enum { LANES = 4 };
#else
enum { LANES = 2 };
#endif
typedef double vector __attribute__((vector_size(LANES * sizeof(double))));

/* Each waits for its own last result: enough of them keep every unit busy. */
enum { CHAINS = 12, ROUNDS = 60000000, RUNS = 5, MOST_THREADS = 1024 };

static void *multiply_and_add(void *result)
{
    const vector factor = (vector){0} + 0.999999, term = (vector){0} + 1e-6;
    vector c0 = term, c1 = term, c2 = term, c3 = term, c4 = term, c5 = term;
    vector c6 = term, c7 = term, c8 = term, c9 = term, c10 = term, c11 = term;
    for (int round = 0; round < ROUNDS; round++) {
        c0 = c0 * factor + term, c1 = c1 * factor + term, c2 = c2 * factor + term;
        c3 = c3 * factor + term, c4 = c4 * factor + term, c5 = c5 * factor + term;
        c6 = c6 * factor + term, c7 = c7 * factor + term, c8 = c8 * factor + term;
        c9 = c9 * factor + term, c10 = c10 * factor + term, c11 = c11 * factor + term;
        /* The chains start alike: without this, one would do for all. */
        __asm__ volatile("" : "+x"(c0), "+x"(c1), "+x"(c2), "+x"(c3), "+x"(c4), "+x"(c5));
        __asm__ volatile("" : "+x"(c6), "+x"(c7), "+x"(c8), "+x"(c9), "+x"(c10), "+x"(c11));
    }
    const vector sum = c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11;
    *(double *)result = sum[0];
    return NULL;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int count, char **arguments)
{
    const int threads = count > 1 ? atoi(arguments[1]) : 1;
    if (threads < 1 || threads > MOST_THREADS) {
        fprintf(stderr, "peak: between 1 and %d threads\n", MOST_THREADS);
        return 1;
    }
    static pthread_t thread[MOST_THREADS];
    static double results[MOST_THREADS];
    double best = 0.0;
    for (int run = 0; run < RUNS; run++) {
        const double begun = now();
        for (int i = 0; i < threads; i++)
            if (pthread_create(thread + i, NULL, multiply_and_add, results + i) != 0)
                return 1;
        for (int i = 0; i < threads; i++)
            pthread_join(thread[i], NULL);
        const double done = 2.0 * LANES * CHAINS * (double)ROUNDS * threads / (now() - begun);
        best = done > best ? done : best;
    }
    printf("%.6g\n", best);
    return 0;
}
