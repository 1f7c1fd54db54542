#include "CJozinLinux.h"
