from http import _phrases
for _code, _name in _phrases.items(): globals()['HTTP_%d_%s' % (_code, _name.upper().replace(' ', '_').replace('-', '_').replace("'", ''))] = _code
HTTP_422_UNPROCESSABLE_ENTITY = HTTP_422_UNPROCESSABLE_CONTENT = 422
