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
#include "job.h"
#include "tally.h"

static const char CAPSULE[] = "citypact.engine._native.program";

static void release_capsule(PyObject *capsule)
{
    release(PyCapsule_GetPointer(capsule, CAPSULE));
}

PyDoc_STRVAR(prepare_doc,
             "prepare(first_year, years, registers, shared, operations, tables, inputs,\n"
             "        parameter_words, parameter_streams, parameter_numbers, groups, outputs)\n\n"
             "Copy and check a program; return it as a capsule for run().");

static PyObject *prepare(PyObject *self, PyObject *arguments)
{
    (void)self;
    Py_buffer b[ARRAY_COUNT];
    int first_year, years, registers, shared;
    if (!PyArg_ParseTuple(arguments, "iiiiy*y*y*y*y*y*y*y*", &first_year, &years, &registers,
                          &shared, b, b + 1, b + 2, b + 3, b + 4, b + 5, b + 6, b + 7))
        return NULL;
    array given[ARRAY_COUNT];
    for (int n = 0; n < ARRAY_COUNT; n++)
        given[n] = (array){b[n].buf, b[n].len};
    const char *wrong;
    program *p = assemble(first_year, years, registers, shared, given, &wrong);
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

/* What is built for each instruction set. */
typedef struct {
    const char *name;
    int (*run_lanes)(const program *p, const job *j);
    int (*run_years)(const program *p, const job *j);
    void (*find_ranks)(const ranking *r);
} instruction_set;

static const instruction_set SETS[] = {
    {"baseline", run_lanes_baseline, run_years_baseline, find_ranks_baseline},
#ifdef HAVE_AVX2
    {"avx2", run_lanes_avx2, run_years_avx2, find_ranks_avx2},
#endif
};

/* How many of the sets this machine has; each has all before it. */
static int set_count(void)
{
#ifdef HAVE_AVX2
    return __builtin_cpu_supports("avx2") ? 2 : 1;
#else
    return 1;
#endif
}

/* The instruction set of a name; NULL, and an exception, if this machine lacks it. */
static const instruction_set *find_set(const char *name)
{
    for (int n = 0; n < set_count(); n++)
        if (strcmp(SETS[n].name, name) == 0)
            return SETS + n;
    PyErr_SetString(PyExc_ValueError, "this machine lacks the instruction set");
    return NULL;
}

PyDoc_STRVAR(run_doc,
             "run(program, instruction_set, by_years, lanes, sampling, size, key, words,\n"
             "    leaves, parameters, draws, scratch, result)\n\n"
             "Evaluate lanes; see citypact.engine.numpy_executor.NumpyPrepared.run. by_years takes\n"
             "the lanes one by one and needs draws to be None.");

/* Run a job that nothing is wrong with, or say what is wrong, and let go of its buffers. */
static PyObject *finish(const program *p, const job *j, const char *set_name, int by_years,
                        const char *wrong, Py_buffer *b)
{
    if (!PyErr_Occurred() && wrong != NULL)
        PyErr_SetString(PyExc_ValueError, wrong);
    const instruction_set *set = PyErr_Occurred() ? NULL : find_set(set_name);
    int finite = 1;
    if (set != NULL) {
        Py_BEGIN_ALLOW_THREADS
        finite = (by_years ? set->run_years : set->run_lanes)(p, j);
        if (j->counting != NULL) {
            add_counts(j->counting, b[COUNTS].buf);
            widen(j->counting, b[MINIMUM].buf, b[MAXIMUM].buf);
        }
        Py_END_ALLOW_THREADS
    }
    for (int n = 0; n < RUN_BUFFERS; n++)
        PyBuffer_Release(b + n);
    return PyErr_Occurred() ? NULL : PyBool_FromLong(finite);
}

static PyObject *run(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *capsule, *result;
    const char *set;
    int by_years, sampling;
    Py_ssize_t lanes, size;
    unsigned long long key;
    Py_buffer b[RUN_BUFFERS] = {{0}};
    if (!PyArg_ParseTuple(arguments, "OspninKz*y*z*z*w*O", &capsule, &set, &by_years,
                          &lanes, &sampling, &size, &key, b + WORDS, b + LEAVES, b + PARAMETERS,
                          b + DRAWS, b + SCRATCH, &result))
        return NULL;
    const program *p = PyCapsule_GetPointer(capsule, CAPSULE);
    job j = {.lanes = lanes, .design = {sampling, size, key, NULL}};
    const char *wrong = NULL;
    if (p != NULL && PyObject_GetBuffer(result, b + RESULT, PyBUF_STRIDED) == 0)
        wrong = fill_job(p, &j, b, by_years);
    return finish(p, &j, set, by_years, wrong, b);
}

PyDoc_STRVAR(count_doc,
             "count(program, instruction_set, lanes, sampling, size, key, words, leaves, draws,\n"
             "      scratch, low, scale, counts, minimum, maximum, sums)\n\n"
             "Evaluate lanes, eight at a time, and add what they give to histograms; see\n"
             "citypact.engine.numpy_executor.NumpyPrepared.count.");

static PyObject *count(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *capsule;
    const char *set;
    int sampling;
    Py_ssize_t lanes, size;
    unsigned long long key;
    Py_buffer b[RUN_BUFFERS] = {{0}};
    if (!PyArg_ParseTuple(arguments, "OsninKy*y*y*w*y*y*w*w*w*w*", &capsule, &set, &lanes,
                           &sampling, &size, &key, b + WORDS, b + LEAVES, b + DRAWS,
                          b + SCRATCH, b + LOW, b + SCALE, b + COUNTS, b + MINIMUM, b + MAXIMUM,
                          b + SUMS))
        return NULL;
    const program *p = PyCapsule_GetPointer(capsule, CAPSULE);
    counting c = {0};
    job j = {.lanes = lanes, .design = {sampling, size, key, NULL}, .counting = &c};
    const char *wrong = p ? fill_job(p, &j, b, 0) : NULL;
    if (p != NULL && wrong == NULL)
        wrong = fill_counting(p, &c, lanes, b);
    PyObject *done = finish(p, &j, set, 0, wrong, b);
    free(c.found);
    free(c.extremes);
    return done;
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
             "order_statistics(instruction_set, values, ranks, found)\n\n"
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
    const char *name;
    PyObject *given;
    Py_buffer values, ranks, found;
    if (!PyArg_ParseTuple(arguments, "sOy*w*", &name, &given, &ranks, &found))
        return NULL;
    const instruction_set *set = find_set(name);
    if (set != NULL && PyObject_GetBuffer(given, &values, PyBUF_STRIDED_RO) == 0) {
        const int64_t size = sizeof(double), wanted = ranks.len / (Py_ssize_t)sizeof(int64_t);
        const int flat = has_rows(&values);
        const int64_t rows = flat ? values.shape[0] : 0, columns = flat ? values.shape[1] : 0;
        const int sound = flat && columns > 0 && found.len == rows * wanted * size
                          && sound_ranks(ranks.buf, wanted, columns);
        const size_t bytes = (size_t)columns * (sizeof(double) + sizeof(int32_t))
                             + (size_t)wanted * sizeof(int32_t);
        double *room = sound ? malloc(bytes) : NULL;
        if (room != NULL) {
            int32_t *bucket = (int32_t *)(room + columns);
            const ranking r = {values.buf, rows, columns, values.strides[0] / size, ranks.buf, wanted,
                               found.buf, room, bucket, bucket + columns};
            Py_BEGIN_ALLOW_THREADS
            set->find_ranks(&r);
            Py_END_ALLOW_THREADS
            free(room);
        } else if (sound) {
            PyErr_NoMemory();
        } else {
            PyErr_SetString(PyExc_ValueError, "the arrays do not fit each other");
        }
        PyBuffer_Release(&values);
    }
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
    {"count", count, METH_VARARGS, count_doc},
    {"pairwise_sum", pairwise_sum, METH_VARARGS, pairwise_sum_doc},
    {"order_statistics", order_statistics, METH_VARARGS, order_statistics_doc},
    {NULL, NULL, 0, NULL},
};

/* OPERATIONS: names in the order of their codes. INSTRUCTION_SETS: those of this machine. VERSION:
 * that of the functions; native_executor.py takes no other, so that an old build is not called. */
enum { VERSION = 5 };

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
    PyObject *sets = set_count() > 1 ? Py_BuildValue("(ss)", SETS[0].name, SETS[1].name)
                                     : Py_BuildValue("(s)", SETS[0].name);
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
