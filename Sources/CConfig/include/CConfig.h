// Files of config/ that the program carries with it, so that the installed binary needs none beside it.
#ifndef ADALDYQ_CCONFIG_H
#define ADALDYQ_CCONFIG_H

/// config/taxonomy.yaml, closed by a zero.
const char *adaldyq_taxonomy(void);
/// config/gazetteer.yaml, closed by a zero.
const char *adaldyq_gazetteer(void);

#endif
