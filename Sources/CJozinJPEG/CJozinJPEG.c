#include "CJozinJPEG.h"
