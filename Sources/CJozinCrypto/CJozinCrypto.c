#include "CJozinCrypto.h"
