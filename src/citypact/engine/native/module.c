/* The extension module citypact.engine._native: what Python sees of the kernel.
 *
 * prepare() copies a program and checks every index in it, so that nothing that Python hands over
 * can lead the kernel outside its memory; run() checks the sizes of what it is given. Arrays come
 * and go by the buffer protocol; the interpreter's lock is let go while the kernel runs.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <string.h>

#include "assemble.h"
#include "kernel.h"
#include "tally.h"

static const char CAPSULE[] = "citypact.engine._native.program";

static void release_capsule(PyObject *capsule)
{
    release(PyCapsule_GetPointer(capsule, CAPSULE));
}

PyDoc_STRVAR(prepare_doc,
             "prepare(first_year, years, registers, once, operations, tables, inputs,\n"
             "        parameter_words, parameter_streams, parameter_numbers, groups, outputs)\n\n"
             "Copy and check a program; return it as a capsule for run().");

static PyObject *prepare(PyObject *self, PyObject *arguments)
{
    (void)self;
    Py_buffer b[ARRAY_COUNT];
    int first_year, years, registers, once;
    if (!PyArg_ParseTuple(arguments, "iiiiy*y*y*y*y*y*y*y*", &first_year, &years, &registers, &once,
                          b, b + 1, b + 2, b + 3, b + 4, b + 5, b + 6, b + 7))
        return NULL;
    array given[ARRAY_COUNT];
    for (int n = 0; n < ARRAY_COUNT; n++)
        given[n] = (array){b[n].buf, b[n].len};
    const char *wrong;
    program *p = assemble(first_year, years, registers, once, given, &wrong);
    for (int n = 0; n < ARRAY_COUNT; n++)
        PyBuffer_Release(b + n);
    if (p == NULL) {
        PyErr_SetString(PyExc_ValueError, wrong);
        return NULL;
    }
    PyObject *capsule = PyCapsule_New(p, CAPSULE, release_capsule);
    if (capsule == NULL)
        release(p);
    return capsule;
}

PyDoc_STRVAR(scratch_size_doc,
             "scratch_size(program)\n\nBytes of scratch memory that run() needs.");

static PyObject *scratch_size(PyObject *self, PyObject *capsule)
{
    (void)self;
    const program *p = PyCapsule_GetPointer(capsule, CAPSULE);
    return p ? PyLong_FromLongLong(scratch_doubles(p) * (long long)sizeof(double)) : NULL;
}

typedef void kernel(const program *p, const job *j);

/* The kernel for an instruction set and a shape; NULL if this machine lacks the set. */
static kernel *find_kernel(const char *instruction_set, int by_years)
{
    if (strcmp(instruction_set, "baseline") == 0)
        return by_years ? run_years_baseline : run_lanes_baseline;
#ifdef HAVE_AVX2
    if (strcmp(instruction_set, "avx2") == 0 && __builtin_cpu_supports("avx2"))
        return by_years ? run_years_avx2 : run_lanes_avx2;
#endif
    return NULL;
}

PyDoc_STRVAR(run_doc,
             "run(program, instruction_set, by_years, lanes, sampling, size, key, words,\n"
             "    leaves, draws, scratch, result)\n\n"
             "Evaluate lanes; see citypact.engine.numpy_executor.NumpyPrepared.run. by_years takes\n"
             "the lanes one by one and needs draws to be None.");

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

static const char *check_job(const program *p, const job *j, const Py_buffer *words,
                             const Py_buffer *leaves, const Py_buffer *draws,
                             const Py_buffer *scratch, const Py_buffer *result, int by_years)
{
    const int64_t count = (int64_t)p->input_count + p->parameter_count;
    const int64_t size = sizeof(double);
    if (j->lanes < 1 || j->lanes > PY_SSIZE_T_MAX / size / (p->quantities + 1))
        return "the number of lanes is out of range";
    if (leaves->len != count * size && leaves->len / size / j->lanes != count)
        return "the leaves have the wrong size";
    if (draws->buf && (by_years || draws->len / size != j->lanes))
        return "the draws have the wrong size";
    const char *wrong =
        draws->buf ? check_design(p, &j->design, words, j->draws, j->lanes) : NULL;
    if (wrong != NULL)
        return wrong;
    if (scratch->len / size < scratch_doubles(p))
        return "the scratch memory is too small";
    if (result->len != p->quantities * j->lanes * size)
        return "the result has the wrong size";
    return NULL;
}

static PyObject *run(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *capsule;
    const char *instruction_set;
    int by_years, sampling;
    Py_ssize_t lanes, size;
    unsigned long long key;
    Py_buffer words, leaves, draws, scratch, result;
    if (!PyArg_ParseTuple(arguments, "OspninKz*y*z*w*w*", &capsule, &instruction_set, &by_years,
                          &lanes, &sampling, &size, &key, &words, &leaves, &draws, &scratch,
                          &result))
        return NULL;
    const program *p = PyCapsule_GetPointer(capsule, CAPSULE);
    kernel *chosen = find_kernel(instruction_set, by_years);
    const char *wrong = chosen ? NULL : "this machine lacks the instruction set";
    if (p != NULL && wrong == NULL) {
        job j = {.leaves = leaves.buf, .draws = draws.buf, .lanes = lanes,
                 .design = {sampling, size, key, words.buf},
                 .scratch = scratch.buf, .result = result.buf};
        wrong = check_job(p, &j, &words, &leaves, &draws, &scratch, &result, by_years);
        const int64_t count = (int64_t)p->input_count + p->parameter_count;
        const int shared = leaves.len == count * (Py_ssize_t)sizeof(double);
        j.leaf_stride = shared ? 1 : lanes;
        j.lane_stride = shared ? 0 : 1;
        if (wrong == NULL) {
            Py_BEGIN_ALLOW_THREADS
            chosen(p, &j);
            Py_END_ALLOW_THREADS
        }
    }
    if (p != NULL && wrong != NULL)
        PyErr_SetString(PyExc_ValueError, wrong);
    PyBuffer_Release(&words);
    PyBuffer_Release(&leaves);
    PyBuffer_Release(&draws);
    PyBuffer_Release(&scratch);
    PyBuffer_Release(&result);
    if (PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(tally_doc,
             "tally(values, low, scale, counts, minimum, maximum)\n\n"
             "Add values to histograms; see citypact.engine.sketch.tally.");

static PyObject *tally_values(PyObject *self, PyObject *arguments)
{
    (void)self;
    enum { VALUES, LOW, SCALE, COUNTS, MINIMUM, MAXIMUM, BUFFERS };
    Py_buffer b[BUFFERS];
    if (!PyArg_ParseTuple(arguments, "y*y*y*w*w*w*", b + VALUES, b + LOW, b + SCALE, b + COUNTS,
                          b + MINIMUM, b + MAXIMUM))
        return NULL;
    const Py_ssize_t size = sizeof(double), row_size = b[LOW].len;
    const int64_t rows = row_size / size;
    const int64_t columns = rows ? b[VALUES].len / size / rows : 0;
    const int64_t width = rows ? b[COUNTS].len / (Py_ssize_t)sizeof(uint32_t) / rows : 0;
    const int sound = columns > 0 && width > 2 && width < INT32_MAX && b[SCALE].len == row_size
                      && b[MINIMUM].len == row_size && b[MAXIMUM].len == row_size
                      && b[VALUES].len == rows * columns * size
                      && b[COUNTS].len == rows * width * (Py_ssize_t)sizeof(uint32_t);
    if (sound) {
        Py_BEGIN_ALLOW_THREADS
        tally(b[VALUES].buf, rows, columns, b[LOW].buf, b[SCALE].buf, (int)(width - 2),
              b[COUNTS].buf, b[MINIMUM].buf, b[MAXIMUM].buf);
        Py_END_ALLOW_THREADS
    } else {
        PyErr_SetString(PyExc_ValueError, "the arrays do not fit each other");
    }
    for (int n = 0; n < BUFFERS; n++)
        PyBuffer_Release(b + n);
    if (!sound)
        return NULL;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(pairwise_sum_doc,
             "pairwise_sum(values, sums)\n\n"
             "Sum rows of 2^k values, at most 4096; see citypact.engine.sums.pairwise_sum.");

static PyObject *pairwise_sum(PyObject *self, PyObject *arguments)
{
    (void)self;
    Py_buffer values, sums;
    if (!PyArg_ParseTuple(arguments, "y*w*", &values, &sums))
        return NULL;
    const int64_t rows = sums.len / (Py_ssize_t)sizeof(double);
    const int64_t count = rows ? values.len / (Py_ssize_t)sizeof(double) / rows : 0;
    const int sound = count >= 1 && count <= LONGEST_PAIRWISE && (count & (count - 1)) == 0
                      && values.len == rows * count * (Py_ssize_t)sizeof(double);
    if (sound) {
        Py_BEGIN_ALLOW_THREADS
        for (int64_t row = 0; row < rows; row++)
            ((double *)sums.buf)[row] = sum_row((const double *)values.buf + row * count, count);
        Py_END_ALLOW_THREADS
    } else {
        PyErr_SetString(PyExc_ValueError, "rows are not 2^k values, at most 4096");
    }
    PyBuffer_Release(&values);
    PyBuffer_Release(&sums);
    if (!sound)
        return NULL;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(order_statistics_doc,
             "order_statistics(values, ranks, found)\n\n"
             "Values of each row by rank; see citypact.engine.sketch.order_statistics.");

/* Whether ranks ascend and lie within rows of so many values. */
static int sound_ranks(const int64_t *ranks, int64_t count, int64_t columns)
{
    for (int64_t k = 0; k < count; k++)
        if (ranks[k] < 0 || ranks[k] >= columns || (k > 0 && ranks[k] < ranks[k - 1]))
            return 0;
    return columns <= INT32_MAX;
}

static PyObject *order_statistics(PyObject *self, PyObject *arguments)
{
    (void)self;
    Py_buffer values, ranks, found;
    if (!PyArg_ParseTuple(arguments, "y*y*w*", &values, &ranks, &found))
        return NULL;
    const int64_t size = sizeof(double), wanted = ranks.len / (Py_ssize_t)sizeof(int64_t);
    const int64_t rows = wanted ? found.len / size / wanted : 0;
    const int64_t columns = rows ? values.len / size / rows : 0;
    const int sound = columns > 0 && values.len == rows * columns * size
                      && found.len == rows * wanted * size
                      && sound_ranks(ranks.buf, wanted, columns);
    const size_t bytes = (size_t)columns * (sizeof(double) + sizeof(int32_t))
                         + (size_t)wanted * sizeof(int32_t);
    double *room = sound ? malloc(bytes) : NULL;
    if (room != NULL) {
        int32_t *bucket = (int32_t *)(room + columns), *place = bucket + columns;
        Py_BEGIN_ALLOW_THREADS
        for (int64_t row = 0; row < rows; row++)
            rank_row((const double *)values.buf + row * columns, columns, ranks.buf, wanted, room,
                     bucket, place, (double *)found.buf + row * wanted);
        Py_END_ALLOW_THREADS
        free(room);
    } else if (sound) {
        PyErr_NoMemory();
    } else {
        PyErr_SetString(PyExc_ValueError, "the arrays do not fit each other");
    }
    PyBuffer_Release(&values);
    PyBuffer_Release(&ranks);
    PyBuffer_Release(&found);
    if (PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef METHODS[] = {
    {"prepare", prepare, METH_VARARGS, prepare_doc},
    {"scratch_size", scratch_size, METH_O, scratch_size_doc},
    {"run", run, METH_VARARGS, run_doc},
    {"tally", tally_values, METH_VARARGS, tally_doc},
    {"pairwise_sum", pairwise_sum, METH_VARARGS, pairwise_sum_doc},
    {"order_statistics", order_statistics, METH_VARARGS, order_statistics_doc},
    {NULL, NULL, 0, NULL},
};

/* OPERATIONS: names in the order of their codes. INSTRUCTION_SETS: those of this machine. VERSION:
 * that of the functions; native_executor.py takes no other, so that an old build is not called. */
enum { VERSION = 4 };

static int add_constants(PyObject *module)
{
    PyObject *names = PyTuple_New(OPERATION_COUNT);
    if (names == NULL)
        return -1;
    for (int code = 0; code < OPERATION_COUNT; code++) {
        PyObject *name = PyUnicode_FromString(KINDS[code].name);
        if (name == NULL || PyTuple_SetItem(names, code, name) < 0) {
            Py_DECREF(names);
            return -1;
        }
    }
    int failed = PyModule_AddObjectRef(module, "OPERATIONS", names);
    Py_DECREF(names);
    PyObject *sets = find_kernel("avx2", 0) ? Py_BuildValue("(ss)", "baseline", "avx2")
                                            : Py_BuildValue("(s)", "baseline");
    if (sets == NULL)
        return -1;
    failed |= PyModule_AddObjectRef(module, "INSTRUCTION_SETS", sets);
    Py_DECREF(sets);
    return failed | PyModule_AddIntConstant(module, "VERSION", VERSION);
}

static PyModuleDef_Slot SLOTS[] = {{Py_mod_exec, (void *)add_constants}, {0, NULL}};

static struct PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_native",
    .m_doc = "The kernel of the native executor.",
    .m_methods = METHODS,
    .m_slots = SLOTS,
};

PyMODINIT_FUNC PyInit__native(void)
{
    return PyModuleDef_Init(&MODULE);
}
