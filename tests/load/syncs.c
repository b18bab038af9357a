// Counts what a program asks of the disk: preloaded, it stands before the C library's fsync and fdatasync, which SQLite and Rust's
// standard library both call, and writes their number and the time spent in them to $SYNCS_FILE at the end.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static atomic_ulong syncs, microseconds;

static int counted(const char *name, int file) {
  struct timespec before, after;
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  clock_gettime(CLOCK_MONOTONIC, &before);
  int result = real(file);
  clock_gettime(CLOCK_MONOTONIC, &after);
  atomic_fetch_add(&syncs, 1);
  atomic_fetch_add(&microseconds, (after.tv_sec - before.tv_sec) * 1000000 + (after.tv_nsec - before.tv_nsec) / 1000);
  return result;
}

int fsync(int file) { return counted("fsync", file); }
int fdatasync(int file) { return counted("fdatasync", file); }

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("SYNCS_FILE");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%lu %lu\n", atomic_load(&syncs), atomic_load(&microseconds));
  fclose(file);
}
