"""Python 2's urllib and urllib2."""
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urlencode
from urllib.request import Request, urlopen, urlretrieve
from urllib.error import HTTPError, URLError
