/*
 * A disk that fails, below one process: preloaded (LD_PRELOAD) into a node under test, never into any other.
 *
 *     kvd ── open write sync rename ... ──▶ shim ──▶ libc ──▶ file system
 *                                            │
 *                                            ├── control   words that the test sets, and counters (control.ts)
 *                                            └── undo/     what a power loss takes back (power-loss.ts)
 *
 * Only files below $RINGKV_DISK_DIR are touched, without those that nobody counts on: kvd.pid, LevelDB's LOG and LOCK.
 * Without that variable nothing is.
 *
 * The undo log lives in files and not in this process, because it has to survive the SIGKILL that is half of a power
 * loss. undo/<inode> has one record per change of that file since its last sync, with the bytes that were there before;
 * it is emptied when a sync has covered all of them. undo/names has one per created, renamed and removed name, until
 * they are durable; a file that lost its last name waits in undo/kept. Bytes are recorded before they are overwritten.
 *
 * libuv calls the 64-bit names. LevelDB writes through stdio, whose own write cannot be intercepted: its streams are
 * replaced by ones that come back here (fopencookie).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* Kinds of files, as masks. */
enum { WAL = 1, DB = 2, OTHER = 4 };

/* 8-byte words, in the order of control.ts. */
struct control {
  uint64_t magic;
  /* Set by the test. Masks say which kinds of files a fault is for; 0 is off. */
  _Atomic uint64_t hold;
  _Atomic int64_t hold_after;
  _Atomic uint64_t slow, slow_micros, slow_permille;
  _Atomic uint64_t fail;
  _Atomic int64_t fail_after;
  _Atomic uint64_t space;
  _Atomic int64_t space_bytes;
  /* Counted here. */
  _Atomic uint64_t writes, syncs, held, delayed, failed, refused;
};
#define MAGIC 0x324b534944564b52ull /* "RKVDISK2" */

/* A change of a file, in undo/<inode>; `bytes` of what was there follow. */
enum { WRITTEN = 1, TRUNCATED = 2, SYNCED = 3, LOST = 4 };
struct change {
  uint64_t kind, offset, length, size, bytes;
};

/* A change of a name, in undo/names. Paths are relative to the directory. */
enum { CREATED = 1, RENAMED = 2, REMOVED = 3, MADE_DIR = 4, DURABLE = 5 /* so many of those before, in `inode` */ };
struct name_change {
  uint64_t kind, inode, displaced;
  char from[116], to[116];
};

struct inode {
  uint64_t number;
  int undo;
  uint64_t undo_bytes;
  int has_lost;
  uint64_t resized_at; /* how many names had changed when its length did last */
  struct inode *next;
};

/* An open file that is written through, or an open directory. */
struct handle {
  dev_t device;
  uint64_t number;
  struct inode *inode; /* NULL for a directory */
  int reader;          /* to read what is about to be overwritten */
  int kind;
  int append;
  int syncs_writes; /* opened with O_DSYNC or O_SYNC: a write does what a sync after it would */
  char path[116];
};

#define FDS 4096
static struct handle *handles[FDS];
static struct inode *inodes;
static struct control *control;
static char directory[512], undo_directory[512];
static size_t directory_length;
static int names = -1;
static struct name_change *pending; /* of undo/names, those that are not durable */
static size_t pending_count, pending_room;
static uint64_t durable_names; /* those before them */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* libc's own, of what is intercepted below. */
#define REAL(name)                                                   \
  ({                                                                 \
    static __typeof__(&name) found;                                  \
    if (found == NULL) found = (__typeof__(&name))dlsym(RTLD_NEXT, #name); \
    found;                                                           \
  })

static void die(const char *what) {
  dprintf(2, "disk shim: %s: %s\n", what, strerror(errno));
  abort();
}

static void append_record(int fd, const void *head, size_t head_bytes, const void *rest, size_t bytes) {
  struct iovec parts[2] = {{(void *)head, head_bytes}, {(void *)rest, bytes}};
  if (REAL(writev)(fd, parts, 2) != (ssize_t)(head_bytes + bytes)) die("the undo log cannot be written");
}

/* ---- what the test can ask for ---- */

static void sleep_micros(uint64_t micros) {
  struct timespec time = {micros / 1000000, (micros % 1000000) * 1000};
  nanosleep(&time, NULL);
}

static void maybe_delay(int kind) {
  if (!(control->slow & kind)) return;
  static _Atomic uint64_t state = 88172645463325252ull;
  uint64_t x = state;
  x ^= x << 13, x ^= x >> 7, x ^= x << 17;
  state = x;
  if (x % 1000 >= control->slow_permille) return;
  control->delayed++;
  sleep_micros(control->slow_micros);
}

static void maybe_hold(int kind) {
  if (!(control->hold & kind) || atomic_fetch_sub(&control->hold_after, 1) > 1) return;
  control->held++;
  while (control->hold & kind) sleep_micros(1000);
}

static int sync_fails(int kind) {
  return (control->fail & kind) && atomic_fetch_sub(&control->fail_after, 1) == 1;
}

/* Space is what a file grows by; what it has is its own. */
static int no_space_for(int kind, uint64_t growth) {
  if (!(control->space & kind) || growth == 0) return 0;
  if (atomic_fetch_sub(&control->space_bytes, (int64_t)growth) >= (int64_t)growth) return 0;
  atomic_fetch_add(&control->space_bytes, (int64_t)growth);
  control->refused++;
  return 1;
}

/* ---- paths ---- */

/* The path below the directory, empty for itself, or NULL for one that is none of ours. */
static const char *inside(const char *path) {
  if (control == NULL || path == NULL || strncmp(path, directory, directory_length) != 0) return NULL;
  if (path[directory_length] == 0) return "";
  if (path[directory_length] != '/') return NULL;
  const char *relative = path + directory_length + 1;
  const char *slash = strrchr(relative, '/');
  const char *name = slash == NULL ? relative : slash + 1;
  static const char *const ignored[] = {"kvd.pid", "LOCK", "LOG", "LOG.old"};
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
    if (strcmp(name, ignored[i]) == 0) return NULL;
  if (strlen(relative) >= sizeof((struct handle *)0)->path) die("a path is too long");
  return relative;
}

static int kind_of(const char *relative) {
  if (strncmp(relative, "wal", 3) == 0) return WAL;
  return strncmp(relative, "db", 2) == 0 ? DB : OTHER;
}

/* ---- names ---- */

static int is_in(const char *path, const char *parent) {
  const char *slash = strrchr(path, '/');
  size_t length = slash == NULL ? 0 : (size_t)(slash - path);
  return *path != 0 && strlen(parent) == length && strncmp(path, parent, length) == 0;
}

static void remember(const struct name_change *change) {
  if (pending_count == pending_room) {
    pending_room = pending_room * 2 + 64;
    pending = realloc(pending, pending_room * sizeof *pending);
    if (pending == NULL) die("names");
  }
  pending[pending_count++] = *change;
}

static void forget(size_t count) {
  if (count > pending_count) die("undo/names is damaged");
  memmove(pending, pending + count, (pending_count - count) * sizeof *pending);
  pending_count -= count;
  durable_names += count;
}

static void kept_path(char *path, size_t room, uint64_t inode) {
  snprintf(path, room, "%s/kept/%llu", undo_directory, (unsigned long long)inode);
}

/* The file is gone for good, and its number may be given to another. */
static void drop(uint64_t number) {
  char path[600];
  kept_path(path, sizeof path, number);
  REAL(unlink)(path);
  snprintf(path, sizeof path, "%s/%llu", undo_directory, (unsigned long long)number);
  REAL(unlink)(path);
  for (struct inode *inode = inodes; inode != NULL; inode = inode->next)
    if (inode->number == number) inode->number = 0;
}

/*
 * Metadata is one ordered journal, as in ext4 and XFS: what a sync needs becomes durable with all that came before. A
 * synced directory needs its own names; a synced file the name that it was given last, and its length.
 */
static void names_synced(const struct inode *inode, const char *synced_directory) {
  size_t durable = 0;
  if (inode != NULL && inode->resized_at > durable_names) durable = inode->resized_at - durable_names;
  for (size_t i = durable; i < pending_count; i++) {
    const struct name_change *change = &pending[i];
    int needs = inode != NULL ? change->inode == inode->number && change->kind != REMOVED
                              : is_in(change->from, synced_directory) || is_in(change->to, synced_directory);
    if (needs) durable = i + 1;
  }
  if (durable == 0) return;
  struct name_change mark = {.kind = DURABLE, .inode = durable};
  append_record(names, &mark, sizeof mark, NULL, 0);
  for (size_t i = 0; i < durable; i++) {
    if (pending[i].displaced != 0) drop(pending[i].displaced);
  }
  forget(durable);
  if (pending_count == 0 && REAL(ftruncate64)(names, 0) != 0) die("undo/names");
}

static void name_changed(int kind, uint64_t inode, uint64_t displaced, const char *from, const char *to) {
  struct name_change change = {.kind = kind, .inode = inode, .displaced = displaced};
  if (from) strcpy(change.from, from);
  if (to) strcpy(change.to, to);
  append_record(names, &change, sizeof change, NULL, 0);
  remember(&change);
}

/* Keeps a file that is about to lose this name. Answers its inode, 0 when there is none. */
static uint64_t keep(const char *path) {
  struct stat64 found;
  if (stat64(path, &found) != 0 || !S_ISREG(found.st_mode)) return 0;
  char to[600];
  kept_path(to, sizeof to, found.st_ino);
  if (link(path, to) != 0 && errno != EEXIST) die("a removed file cannot be kept");
  if (control->space) atomic_fetch_add(&control->space_bytes, found.st_size);
  return found.st_ino;
}

/* After an earlier process, which may have been killed in the middle of a record: what it was for did not happen. */
static void restore_names(void) {
  struct name_change change;
  off64_t whole = 0;
  for (; read(names, &change, sizeof change) == sizeof change; whole += sizeof change) {
    if (change.kind == DURABLE) forget(change.inode);
    else remember(&change);
  }
  if (REAL(ftruncate64)(names, whole) != 0) die("undo/names");
}

/* ---- files ---- */

/* After an earlier process, as with names. */
static void restore_undo(struct inode *inode) {
  struct change change;
  uint64_t size = lseek64(inode->undo, 0, SEEK_END), whole = 0;
  while (pread64(inode->undo, &change, sizeof change, whole) == sizeof change) {
    if (whole + sizeof change + change.bytes > size) break;
    whole += sizeof change + change.bytes;
    if (change.kind == LOST) inode->has_lost = 1;
  }
  if (REAL(ftruncate64)(inode->undo, whole) != 0) die("undo");
  inode->undo_bytes = whole;
}

static struct inode *inode_of(uint64_t number, int is_new) {
  struct inode *inode = inodes;
  while (inode != NULL && inode->number != number) inode = inode->next;
  if (inode == NULL) {
    char path[600];
    snprintf(path, sizeof path, "%s/%llu", undo_directory, (unsigned long long)number);
    inode = calloc(1, sizeof *inode);
    inode->number = number;
    inode->undo = REAL(open64)(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (inode->undo < 0) die(path);
    restore_undo(inode);
    inode->next = inodes;
    inodes = inode;
  }
  if (is_new && inode->undo_bytes > 0) { /* the number belonged to a file that is gone */
    if (REAL(ftruncate64)(inode->undo, 0) != 0) die("undo");
    inode->undo_bytes = 0;
  }
  if (is_new) inode->has_lost = 0;
  return inode;
}

static void changed(struct handle *handle, int kind, uint64_t offset, uint64_t length, uint64_t size) {
  uint64_t end = kind == TRUNCATED ? size : offset + length;
  if (end > size) end = size;
  struct change change = {kind, offset, length, size, end > offset ? end - offset : 0};
  char *old = NULL;
  if (change.bytes > 0) {
    old = malloc(change.bytes);
    ssize_t got = pread64(handle->reader, old, change.bytes, offset);
    if (got != (ssize_t)change.bytes) die("what is overwritten cannot be read");
  }
  if (kind == TRUNCATED || offset + length > size) handle->inode->resized_at = durable_names + pending_count;
  append_record(handle->inode->undo, &change, sizeof change, old, change.bytes);
  handle->inode->undo_bytes += sizeof change + change.bytes;
  free(old);
}

static void mark(struct inode *inode, int kind, uint64_t up_to) {
  struct change change = {.kind = kind, .offset = up_to};
  append_record(inode->undo, &change, sizeof change, NULL, 0);
  inode->undo_bytes += sizeof change;
}

static void forget_handle(int fd) {
  struct handle *handle = handles[fd];
  handles[fd] = NULL;
  if (handle->reader >= 0) REAL(close)(handle->reader);
  free(handle);
}

/* libuv closes with a system call of its own, so a number that was seen may be something else by now: a socket, say. */
static struct handle *handle_of(int fd) {
  struct handle *handle = fd >= 0 && fd < FDS ? handles[fd] : NULL;
  if (handle == NULL) return NULL;
  struct stat64 found;
  if (fstat64(fd, &found) == 0 && found.st_dev == handle->device && found.st_ino == handle->number) return handle;
  pthread_mutex_lock(&lock);
  if (handles[fd] == handle) forget_handle(fd);
  pthread_mutex_unlock(&lock);
  return NULL;
}

static uint64_t size_of(int fd) {
  struct stat64 found;
  if (fstat64(fd, &found) != 0) die("fstat");
  return found.st_size;
}

static int tracked_open(const char *path, int flags, mode_t mode) {
  const char *relative = inside(path);
  if (relative == NULL || (flags & O_PATH) == O_PATH) return REAL(open64)(path, flags, mode);
  int writes = (flags & O_ACCMODE) != O_RDONLY;
  pthread_mutex_lock(&lock);
  int is_new = writes && (flags & O_CREAT) && access(path, F_OK) != 0;
  /* O_SYNC has the bit of O_DSYNC in it. Taken away: the sync is made here, so that it can fail here. */
  int fd = REAL(open64)(path, flags & ~(O_TRUNC | O_SYNC), mode);
  struct stat64 found;
  if (fd >= FDS) die("too many open files");
  if (fd >= 0 && handles[fd] != NULL) forget_handle(fd);
  if (fd >= 0 && fstat64(fd, &found) != 0) die("fstat");
  int is_directory = fd >= 0 && S_ISDIR(found.st_mode);
  if (fd >= 0 && (writes || is_directory)) {
    struct handle *handle = calloc(1, sizeof *handle);
    strcpy(handle->path, relative);
    handle->kind = kind_of(relative);
    handle->device = found.st_dev;
    handle->number = found.st_ino;
    handle->append = (flags & O_APPEND) != 0;
    handle->syncs_writes = (flags & O_DSYNC) != 0;
    handle->reader = is_directory ? -1 : REAL(open64)(path, O_RDONLY | O_CLOEXEC, 0);
    if (!is_directory) handle->inode = inode_of(found.st_ino, is_new);
    handles[fd] = handle;
    if (is_new) name_changed(CREATED, handle->inode->number, 0, NULL, relative);
    uint64_t size = is_directory ? 0 : size_of(fd);
    if ((flags & O_TRUNC) && size > 0) {
      changed(handle, TRUNCATED, 0, 0, size);
      if (REAL(ftruncate64)(fd, 0) != 0) die("ftruncate");
    }
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

static void tracked_close(int fd) {
  if (handle_of(fd) == NULL) return;
  pthread_mutex_lock(&lock);
  forget_handle(fd);
  pthread_mutex_unlock(&lock);
}

static int tracked_truncate(int fd, off64_t length) {
  struct handle *handle = handle_of(fd);
  pthread_mutex_lock(&lock);
  uint64_t size = size_of(fd);
  changed(handle, TRUNCATED, (uint64_t)length < size ? (uint64_t)length : size, (uint64_t)length, size);
  int result = REAL(ftruncate64)(fd, length);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

static int tracked_sync(int fd, int (*sync)(int)) {
  struct handle *handle = handle_of(fd);
  struct inode *inode = handle->inode;
  maybe_hold(handle->kind);
  maybe_delay(handle->kind);
  if (sync_fails(handle->kind)) {
    control->failed++;
    pthread_mutex_lock(&lock);
    if (inode != NULL) {
      /* Linux marks the pages clean and forgets: readable until the power fails, and no later sync writes them. */
      mark(inode, LOST, inode->undo_bytes);
      inode->has_lost = 1;
    }
    pthread_mutex_unlock(&lock);
    errno = EIO;
    return -1;
  }
  pthread_mutex_lock(&lock);
  uint64_t covered = inode == NULL ? 0 : inode->undo_bytes;
  pthread_mutex_unlock(&lock);
  int result = sync(fd);
  int error = errno;
  if (result == 0) {
    pthread_mutex_lock(&lock);
    if (inode == NULL) {
      names_synced(NULL, handle->path);
    } else {
      if (inode->undo_bytes == covered && !inode->has_lost) {
        if (covered > 0 && REAL(ftruncate64)(inode->undo, 0) != 0) die("undo");
        inode->undo_bytes = 0;
      } else {
        mark(inode, SYNCED, covered);
      }
      names_synced(inode, NULL);
    }
    control->syncs++;
    pthread_mutex_unlock(&lock);
  }
  errno = error;
  return result;
}

static ssize_t written_only(int fd, const struct iovec *parts, int count, off64_t offset) {
  struct handle *handle = handle_of(fd);
  uint64_t length = 0;
  for (int i = 0; i < count; i++) length += parts[i].iov_len;
  maybe_delay(handle->kind);
  pthread_mutex_lock(&lock);
  uint64_t size = size_of(fd);
  uint64_t from = offset >= 0 ? (uint64_t)offset : handle->append ? size : (uint64_t)lseek64(fd, 0, SEEK_CUR);
  uint64_t end = from + length;
  ssize_t result = -1;
  if (no_space_for(handle->kind, end > size ? end - size : 0)) {
    errno = ENOSPC;
  } else {
    changed(handle, WRITTEN, from, length, size);
    control->writes++;
    result = offset >= 0 ? REAL(pwritev64)(fd, parts, count, offset) : REAL(writev)(fd, parts, count);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

static ssize_t tracked_write(int fd, const struct iovec *parts, int count, off64_t offset) {
  int syncs = handle_of(fd)->syncs_writes;
  ssize_t written = written_only(fd, parts, count, offset);
  if (written >= 0 && syncs && tracked_sync(fd, REAL(fdatasync)) != 0) return -1;
  return written;
}

/* ---- what is intercepted ---- */

#define MODE_OF(flags, mode)                      \
  mode_t mode = 0;                                \
  if ((flags) & (O_CREAT | __O_TMPFILE)) {        \
    va_list rest;                                 \
    va_start(rest, flags);                        \
    mode = va_arg(rest, mode_t);                  \
    va_end(rest);                                 \
  }

int open(const char *path, int flags, ...) {
  MODE_OF(flags, mode)
  return tracked_open(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  MODE_OF(flags, mode)
  return tracked_open(path, flags, mode);
}
int close(int fd) {
  tracked_close(fd);
  return REAL(close)(fd);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  struct iovec part = {(void *)bytes, count};
  return handle_of(fd) ? tracked_write(fd, &part, 1, -1) : REAL(write)(fd, bytes, count);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  return handle_of(fd) ? tracked_write(fd, parts, count, -1) : REAL(writev)(fd, parts, count);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
  struct iovec part = {(void *)bytes, count};
  return handle_of(fd) ? tracked_write(fd, &part, 1, offset) : REAL(pwrite64)(fd, bytes, count, offset);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return pwrite64(fd, bytes, count, offset); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
  return handle_of(fd) ? tracked_write(fd, parts, count, offset) : REAL(pwritev64)(fd, parts, count, offset);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  return pwritev64(fd, parts, count, offset);
}
int ftruncate64(int fd, off64_t length) {
  return handle_of(fd) ? tracked_truncate(fd, length) : REAL(ftruncate64)(fd, length);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) { return handle_of(fd) ? tracked_sync(fd, REAL(fsync)) : REAL(fsync)(fd); }
int fdatasync(int fd) { return handle_of(fd) ? tracked_sync(fd, REAL(fdatasync)) : REAL(fdatasync)(fd); }

int rename(const char *from, const char *to) {
  const char *a = inside(from), *b = inside(to);
  if (a == NULL || b == NULL) return REAL(rename)(from, to);
  pthread_mutex_lock(&lock);
  struct stat64 found;
  uint64_t inode = stat64(from, &found) == 0 ? found.st_ino : 0;
  uint64_t displaced = keep(to);
  int result = REAL(rename)(from, to);
  int error = errno;
  if (result == 0) name_changed(RENAMED, inode, displaced, a, b);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int unlink(const char *path) {
  const char *relative = inside(path);
  if (relative == NULL) return REAL(unlink)(path);
  pthread_mutex_lock(&lock);
  uint64_t inode = keep(path);
  int result = REAL(unlink)(path);
  int error = errno;
  if (result == 0) name_changed(REMOVED, inode, inode, relative, NULL);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int mkdir(const char *path, mode_t mode) {
  const char *relative = inside(path);
  int result = REAL(mkdir)(path, mode);
  int error = errno;
  if (relative != NULL && *relative != 0 && result == 0) {
    pthread_mutex_lock(&lock);
    name_changed(MADE_DIR, 0, 0, NULL, relative);
    pthread_mutex_unlock(&lock);
  }
  errno = error;
  return result;
}

int statfs64(const char *path, struct statfs64 *found) {
  int result = REAL(statfs64)(path, found);
  if (result != 0 || control == NULL || !control->space) return result;
  if (strncmp(path, directory, directory_length) != 0) return result;
  int64_t left = control->space_bytes;
  found->f_bavail = found->f_bfree = (left > 0 ? (uint64_t)left : 0) / found->f_bsize;
  return result;
}

/* ---- stdio, for LevelDB ---- */

struct stream {
  FILE *file;
  int fd;
  struct stream *next;
};
static struct stream *streams;
static pthread_mutex_t streams_lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t stream_write(void *cookie, const char *bytes, size_t count) {
  ssize_t written = write(((struct stream *)cookie)->fd, bytes, count);
  return written < 0 ? 0 : written; /* what fopencookie calls an error */
}
static int stream_close(void *cookie) {
  struct stream *stream = cookie;
  pthread_mutex_lock(&streams_lock);
  struct stream **at = &streams;
  while (*at != stream) at = &(*at)->next;
  *at = stream->next;
  pthread_mutex_unlock(&streams_lock);
  int result = close(stream->fd);
  free(stream);
  return result;
}

FILE *fopen64(const char *path, const char *mode) {
  if (inside(path) == NULL || *mode == 'r') return REAL(fopen64)(path, mode);
  int fd = tracked_open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (*mode == 'a' ? O_APPEND : O_TRUNC), 0666);
  if (fd < 0) return NULL;
  struct stream *stream = calloc(1, sizeof *stream);
  stream->fd = fd;
  cookie_io_functions_t functions = {.write = stream_write, .close = stream_close};
  stream->file = fopencookie(stream, "w", functions);
  pthread_mutex_lock(&streams_lock);
  stream->next = streams;
  streams = stream;
  pthread_mutex_unlock(&streams_lock);
  return stream->file;
}
FILE *fopen(const char *path, const char *mode) { return fopen64(path, mode); }

int fileno(FILE *file) {
  pthread_mutex_lock(&streams_lock);
  struct stream *stream = streams;
  while (stream != NULL && stream->file != file) stream = stream->next;
  int fd = stream == NULL ? -1 : stream->fd;
  pthread_mutex_unlock(&streams_lock);
  return fd >= 0 ? fd : REAL(fileno)(file);
}

__attribute__((constructor)) static void begin(void) {
  const char *data = getenv("RINGKV_DISK_DIR"), *state = getenv("RINGKV_DISK_STATE");
  if (data == NULL || state == NULL) return;
  if (strlen(data) >= sizeof directory || strlen(state) + 8 >= sizeof undo_directory) die("a path is too long");
  char path[600];
  snprintf(path, sizeof path, "%s/control", state);
  int fd = REAL(open64)(path, O_RDWR | O_CLOEXEC, 0);
  if (fd < 0) die(path);
  struct control *mapped = mmap(NULL, sizeof *mapped, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED) die(path);
  REAL(close)(fd);
  if (mapped->magic != MAGIC) die("control has another layout");
  snprintf(undo_directory, sizeof undo_directory, "%s/undo", state);
  snprintf(path, sizeof path, "%s/names", undo_directory);
  names = REAL(open64)(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (names < 0) die(path);
  restore_names();
  strcpy(directory, data);
  directory_length = strlen(directory);
  control = mapped;
}
