// libcurl's variadic calls, one function for each type of argument, so that Swift can call them. No logic lives here.
#ifndef ADALDYQ_CCURL_H
#define ADALDYQ_CCURL_H

#include <curl/curl.h>

CURLcode adaldyq_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode adaldyq_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode adaldyq_curl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode adaldyq_curl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode adaldyq_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);

CURLcode adaldyq_curl_set_write(CURL *handle, CURLoption option, curl_write_callback value);
CURLcode adaldyq_curl_set_open_socket(CURL *handle, curl_opensocket_callback value);
CURLcode adaldyq_curl_set_before_request(CURL *handle, curl_prereq_callback value);
CURLcode adaldyq_curl_set_progress(CURL *handle, curl_xferinfo_callback value);

CURLcode adaldyq_curl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode adaldyq_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLcode adaldyq_curl_get_socket(CURL *handle, CURLINFO info, curl_socket_t *value);
CURLcode adaldyq_curl_get_private(CURL *handle, void **value);

CURLMcode adaldyq_curl_multi_set_long(CURLM *multi, CURLMoption option, long value);

#endif
