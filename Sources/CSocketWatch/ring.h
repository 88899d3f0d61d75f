/// The mapped region, for the two files that deal with it.
#ifndef RING_H
#define RING_H

#include "watch.h"

#pragma GCC visibility push(hidden)
extern uint8_t *watch_ring;
#pragma GCC visibility pop
#endif
