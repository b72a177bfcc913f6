/* The extension module citypact.engine._native: what Python sees of the kernel.
 *
 * prepare() copies a program and checks every index in it, so that nothing that Python hands over
 * can lead the kernel outside its memory; run() checks the sizes of what it is given. Arrays come
 * and go by the buffer protocol; the interpreter's lock is let go while the kernel runs.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

static const char CAPSULE[] = "citypact.engine._native.program";

enum { VECTOR = 4, MOST_YEARS = 1000, LONGEST_PAIRWISE = 4096 };

typedef struct {
    const char *name;
    int operands, row;
} operation_kind;

#define OPERATION_KIND(name, operands, row) {#name, operands, row},
static const operation_kind KINDS[] = {OPERATIONS(OPERATION_KIND)};
#undef OPERATION_KIND

static void release(program *p)
{
    if (p == NULL)
        return;
    free(p->operations);
    free(p->tables);
    free(p->calendar);
    free(p->inputs);
    free(p->parameters);
    free(p->groups);
    free(p->outputs);
    free(p);
}

static void release_capsule(PyObject *capsule)
{
    release(PyCapsule_GetPointer(capsule, CAPSULE));
}

static int remembers(int32_t code)
{
    return code == OPERATION_turn_over || code == OPERATION_accumulate || code == OPERATION_delay
           || code == OPERATION_difference;
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

/* Each copies one part of a program and returns NULL, or says what is wrong with it. */

static const char *copy_operations(program *p, const int32_t *given, int64_t table_rows)
{
    int64_t state_rows = 0;
    for (int n = 0; n < p->operation_count; n++, given += 6) {
        operation *o = p->operations + n;
        if (!within(given[0], OPERATION_COUNT))
            return "an operation has an unknown code";
        const operation_kind *kind = KINDS + given[0];
        *o = (operation){.code = given[0], .destination = given[1]};
        if (!within(o->destination, p->registers))
            return "an operation writes to a register that does not exist";
        int32_t *operands[] = {&o->a, &o->b, &o->c};
        for (int k = 0; k < kind->operands; k++) {
            if (!within(given[2 + k], p->registers))
                return "an operation reads a register that does not exist";
            *operands[k] = given[2 + k];
        }
        if (kind->row == TABLE_ROW) {
            if (!within(given[5], table_rows))
                return "an operation reads a row that does not exist";
            o->row = given[5];
        } else if (kind->row == YEARS_ROW) {
            if (given[5] < 1 || given[5] > MOST_YEARS)
                return "a delay is out of range";
            o->years = given[5];
        }
        if (remembers(o->code)) {
            if (n < p->once)
                return "an operation that remembers is run once";
            state_rows += o->code == OPERATION_delay ? o->years : 1;
        }
    }
    if (state_rows > INT32_MAX)
        return "the operations remember too much";
    p->state_rows = (int32_t)state_rows;
    return NULL;
}

static const char *copy_inputs(program *p, const int32_t *given)
{
    for (int n = 0; n < p->input_count; n++) {
        if (given[n] != -1 && !within(given[n], p->registers))
            return "an input is placed in a register that does not exist";
        p->inputs[n] = given[n];
    }
    return NULL;
}

/* words: register, code and group of each; numbers: five coefficients and two weights of each. */
static const char *copy_parameters(program *p, const int32_t *words, const uint64_t *streams,
                                   const double *numbers)
{
    for (int n = 0; n < p->parameter_count; n++, words += 3, numbers += COEFFICIENTS + 2) {
        parameter *q = p->parameters + n;
        *q = (parameter){.destination = words[0], .code = words[1], .group = words[2]};
        if (!within(q->destination, p->registers))
            return "a parameter is placed in a register that does not exist";
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

static const char *copy_outputs(program *p, const int32_t *given)
{
    for (int n = 0; n < p->output_count; n++, given += 2) {
        if (!within(given[0], p->registers))
            return "an output is taken from a register that does not exist";
        if (!within(given[1], REDUCTION_COUNT))
            return "an output has an unknown reduction";
        p->outputs[n] = (output){given[0], given[1], p->quantities};
        p->quantities += given[1] == YEARLY ? p->years : 1;
    }
    return NULL;
}

static int whole_number_of(const Py_buffer *buffer, Py_ssize_t item)
{
    return buffer->len % item == 0 && buffer->len / item <= INT32_MAX;
}

PyDoc_STRVAR(prepare_doc,
             "prepare(first_year, years, registers, once, operations, tables, inputs,\n"
             "        parameter_words, parameter_streams, parameter_numbers, groups, outputs)\n\n"
             "Copy and check a program; return it as a capsule for run().");

enum { OPERATION_ARRAY, TABLE_ARRAY, INPUT_ARRAY, WORD_ARRAY, STREAM_ARRAY, NUMBER_ARRAY,
       GROUP_ARRAY, OUTPUT_ARRAY, ARRAY_COUNT };

static const char *fill_program(program *p, int first_year, const Py_buffer *given)
{
    const Py_ssize_t items[ARRAY_COUNT] = {
        6 * sizeof(int32_t), p->years * sizeof(double), sizeof(int32_t), 3 * sizeof(int32_t),
        sizeof(uint64_t), (COEFFICIENTS + 2) * sizeof(double), sizeof(uint64_t),
        2 * sizeof(int32_t)};
    int32_t count[ARRAY_COUNT];
    for (int n = 0; n < ARRAY_COUNT; n++) {
        if (!whole_number_of(given + n, items[n]))
            return "an array has the wrong size";
        count[n] = (int32_t)(given[n].len / items[n]);
    }
    p->operation_count = count[OPERATION_ARRAY];
    p->input_count = count[INPUT_ARRAY];
    p->parameter_count = count[WORD_ARRAY];
    p->group_count = count[GROUP_ARRAY];
    p->output_count = count[OUTPUT_ARRAY];
    if (count[STREAM_ARRAY] != p->parameter_count || count[NUMBER_ARRAY] != p->parameter_count)
        return "the arrays of parameters differ in length";
    if (!within(p->once, (int64_t)p->operation_count + 1))
        return "more operations run once than there are";
    if (!within(p->registers,
                (int64_t)p->operation_count + p->input_count + p->parameter_count + 1))
        return "there are more registers than results";

    const int32_t rows = count[TABLE_ARRAY];
    p->operations = zeros(p->operation_count, sizeof *p->operations);
    p->tables = zeros(((int64_t)rows + 1) * p->padded_years, sizeof *p->tables);
    p->calendar = zeros(p->padded_years, sizeof *p->calendar);
    p->inputs = zeros(p->input_count, sizeof *p->inputs);
    p->parameters = zeros(p->parameter_count, sizeof *p->parameters);
    p->groups = zeros(p->group_count, sizeof *p->groups);
    p->outputs = zeros(p->output_count, sizeof *p->outputs);
    if (!p->operations || !p->tables || !p->calendar || !p->inputs || !p->parameters || !p->groups
        || !p->outputs)
        return "out of memory";
    const double *table = given[TABLE_ARRAY].buf;
    for (int64_t row = 0; row < rows; row++)
        memcpy(p->tables + row * p->padded_years, table + row * p->years,
               (size_t)p->years * sizeof *table);
    for (int t = 0; t < p->years; t++)
        p->calendar[t] = (double)first_year + t;
    memcpy(p->groups, given[GROUP_ARRAY].buf, (size_t)given[GROUP_ARRAY].len);

    const char *wrong = copy_operations(p, given[OPERATION_ARRAY].buf, rows);
    if (wrong == NULL)
        wrong = copy_inputs(p, given[INPUT_ARRAY].buf);
    if (wrong == NULL)
        wrong = copy_parameters(p, given[WORD_ARRAY].buf, given[STREAM_ARRAY].buf,
                                given[NUMBER_ARRAY].buf);
    return wrong ? wrong : copy_outputs(p, given[OUTPUT_ARRAY].buf);
}

static PyObject *prepare(PyObject *self, PyObject *arguments)
{
    (void)self;
    Py_buffer given[ARRAY_COUNT];
    int first_year, years, registers, once;
    if (!PyArg_ParseTuple(arguments, "iiiiy*y*y*y*y*y*y*y*", &first_year, &years, &registers, &once,
                          given, given + 1, given + 2, given + 3, given + 4, given + 5, given + 6,
                          given + 7))
        return NULL;
    PyObject *capsule = NULL;
    const char *wrong = "out of memory";
    program *p = NULL;
    if (years < 1 || years > MOST_YEARS)
        wrong = "the number of years is out of range";
    else if ((p = calloc(1, sizeof *p)) != NULL) {
        p->years = years;
        p->padded_years = (years + VECTOR - 1) / VECTOR * VECTOR;
        p->registers = registers;
        p->once = once;
        wrong = fill_program(p, first_year, given);
    }
    if (wrong != NULL)
        PyErr_SetString(PyExc_ValueError, wrong);
    else
        capsule = PyCapsule_New(p, CAPSULE, release_capsule);
    if (capsule == NULL)
        release(p);
    for (int n = 0; n < ARRAY_COUNT; n++)
        PyBuffer_Release(given + n);
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
             "run(program, instruction_set, by_years, lanes, key, leaves, draws, scratch, result)\n\n"
             "Evaluate lanes; see citypact.engine.numpy_executor.NumpyPrepared.run. by_years takes\n"
             "the lanes one by one and needs draws to be None.");

static const char *check_job(const program *p, const job *j, const Py_buffer *leaves,
                             const Py_buffer *draws, const Py_buffer *scratch,
                             const Py_buffer *result, int by_years)
{
    const int64_t count = (int64_t)p->input_count + p->parameter_count;
    const int64_t size = sizeof(double);
    if (j->lanes < 1 || j->lanes > PY_SSIZE_T_MAX / size / (p->quantities + 1))
        return "the number of lanes is out of range";
    if (leaves->len != count * size && leaves->len / size / j->lanes != count)
        return "the leaves have the wrong size";
    if (draws->buf && (by_years || draws->len / size != j->lanes))
        return "the draws have the wrong size";
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
    int by_years;
    Py_ssize_t lanes;
    unsigned long long key;
    Py_buffer leaves, draws, scratch, result;
    if (!PyArg_ParseTuple(arguments, "OspnKy*z*w*w*", &capsule, &instruction_set, &by_years, &lanes,
                          &key, &leaves, &draws, &scratch, &result))
        return NULL;
    const program *p = PyCapsule_GetPointer(capsule, CAPSULE);
    kernel *chosen = find_kernel(instruction_set, by_years);
    const char *wrong = chosen ? NULL : "this machine lacks the instruction set";
    if (p != NULL && wrong == NULL) {
        job j = {.leaves = leaves.buf, .draws = draws.buf, .key = key, .lanes = lanes,
                 .scratch = scratch.buf, .result = result.buf};
        wrong = check_job(p, &j, &leaves, &draws, &scratch, &result, by_years);
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
    PyBuffer_Release(&leaves);
    PyBuffer_Release(&draws);
    PyBuffer_Release(&scratch);
    PyBuffer_Release(&result);
    if (PyErr_Occurred())
        return NULL;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(count_values_doc,
             "count_values(values, low, scale, counts)\n\n"
             "Add values to histograms; see citypact.engine.sketch.count_values.");

/* Many quantities hardly vary, so neighbours often fall in one bin: they are counted together,
 * which spares the wait for the count just written. */
static void count_row(const double *restrict values, int64_t count, double low, double scale,
                      int bins, uint32_t *restrict counts)
{
    enum { PART = 256 };
    int32_t bin[PART + 1];
    const double limit = (double)bins;
    for (int64_t first = 0; first < count; first += PART) {
        const int part = count - first < PART ? (int)(count - first) : PART;
        for (int i = 0; i < part; i++) {
            double place = (values[first + i] - low) * scale;
            place = place >= 0.0 ? place : -1.0;
            place = place < limit ? place : limit;
            bin[i] = (int32_t)place + 1;
        }
        bin[part] = -1;
        for (int i = 0, same = 1; i < part; i++, same++)
            if (bin[i + 1] != bin[i]) {
                counts[bin[i]] += same;
                same = 0;
            }
    }
}

static PyObject *count_values(PyObject *self, PyObject *arguments)
{
    (void)self;
    Py_buffer values, low, scale, counts;
    if (!PyArg_ParseTuple(arguments, "y*y*y*w*", &values, &low, &scale, &counts))
        return NULL;
    const int64_t rows = low.len / (Py_ssize_t)sizeof(double);
    const int64_t columns = rows ? values.len / (Py_ssize_t)sizeof(double) / rows : 0;
    const int64_t width = rows ? counts.len / (Py_ssize_t)sizeof(uint32_t) / rows : 0;
    const int sound = scale.len == low.len && width > 2 && width < INT32_MAX
                      && values.len == rows * columns * (Py_ssize_t)sizeof(double)
                      && counts.len == rows * width * (Py_ssize_t)sizeof(uint32_t);
    if (sound) {
        Py_BEGIN_ALLOW_THREADS
        for (int64_t row = 0; row < rows; row++)
            count_row((const double *)values.buf + row * columns, columns,
                      ((const double *)low.buf)[row], ((const double *)scale.buf)[row], (int)(width - 2),
                      (uint32_t *)counts.buf + row * width);
        Py_END_ALLOW_THREADS
    } else {
        PyErr_SetString(PyExc_ValueError, "the arrays do not fit each other");
    }
    PyBuffer_Release(&values);
    PyBuffer_Release(&low);
    PyBuffer_Release(&scale);
    PyBuffer_Release(&counts);
    if (!sound)
        return NULL;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(pairwise_sum_doc,
             "pairwise_sum(values, sums)\n\n"
             "Sum rows of 2^k values, at most 4096; see citypact.engine.sums.pairwise_sum.");

static double sum_row(const double *values, int64_t count)
{
    double half[LONGEST_PAIRWISE / 2];
    if (count == 1)
        return values[0];
    count /= 2;
    for (int64_t i = 0; i < count; i++)
        half[i] = values[2 * i] + values[2 * i + 1];
    for (count /= 2; count > 0; count /= 2)
        for (int64_t i = 0; i < count; i++)
            half[i] = half[2 * i] + half[2 * i + 1];
    return half[0];
}

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

static PyMethodDef METHODS[] = {
    {"prepare", prepare, METH_VARARGS, prepare_doc},
    {"scratch_size", scratch_size, METH_O, scratch_size_doc},
    {"run", run, METH_VARARGS, run_doc},
    {"count_values", count_values, METH_VARARGS, count_values_doc},
    {"pairwise_sum", pairwise_sum, METH_VARARGS, pairwise_sum_doc},
    {NULL, NULL, 0, NULL},
};

/* OPERATIONS: names in the order of their codes. INSTRUCTION_SETS: those of this machine. */
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
    return failed;
}

static PyModuleDef_Slot SLOTS[] = {{Py_mod_exec, add_constants}, {0, NULL}};

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
