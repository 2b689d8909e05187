#include "CConfig.h"

// #embed is C23; Swift's own embedding writes a list of bytes that takes the compiler a minute at this size.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char taxonomy[] = {
#embed "../../config/taxonomy.yaml" suffix(, 0)
};

static const char gazetteer[] = {
#embed "../../config/gazetteer.yaml" suffix(, 0)
};

const char *adaldyq_taxonomy(void) { return taxonomy; }
const char *adaldyq_gazetteer(void) { return gazetteer; }
