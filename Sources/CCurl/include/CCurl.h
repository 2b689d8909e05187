// libcurl's variadic calls, made callable from Swift. No logic lives here.
#ifndef ADALDYQ_CCURL_H
#define ADALDYQ_CCURL_H
#include <curl/curl.h>
CURLcode adaldyq_curl_set_long(CURL *handle, CURLoption option, long value);
#endif
