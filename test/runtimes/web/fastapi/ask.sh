u=http://127.0.0.1:8000
for a in "/" "/items/5?q=x&short=yes" "/items/foo" "/missing" "/nope" "/list" "/list?limit=0&kind=zeta&skip=x" "/list?tag=a&tag=b&kind=beta" "/boom" "/text" "/dep?q=1" "/items/1/"; do echo "== $a"; curl -s -A test -w '\n%{http_code} %{content_type}\n' "$u$a"; done
j() { curl -s -w '\n%{http_code}\n' -X $1 -H 'Content-Type: application/json' -d "$3" "$u$2"; }
j PUT /items/1 '{"name":"a","price":2.5,"qty":2}'
j PUT /items/1 '{"name":"a","price":"x","qty":0,"tags":[{"n":1}],"note":"toolong"}'
j PUT /items/1 '{}'
j PUT /items/x '{"price":1'
j PUT /items/1 ''
j POST /items/ '{"name":"b","price":1,"tags":[{"name":"t"}]}'
j POST /items/1 '{}'
curl -s -i -X DELETE $u/items/1 | grep -v -i '^date'
curl -s -i $u/ | grep -v -i '^date'
curl -s -i -X POST $u/items -d x| grep -v -i '^date'
curl -s $u/openapi.json
