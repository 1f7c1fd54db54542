#include "CJozinVips.h"
