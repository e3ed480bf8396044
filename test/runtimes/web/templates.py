# What Jinja makes of templates: run by the real one for templates.txt, by ours in the test.
import jinja2
T={'base.html':'<title>{% block title %}Base{% endblock %}</title>{% block body %}{% for i in [1,2] %}{{ i }}{% endfor %}{% endblock %}|{{ self.title() }}',
'child.html':'{% extends "base.html" %}junk {{ nope.x }}\n{% block title %}{{ super() }} - Child{% endblock %}{% set x = 3 %}',
'grand.html':"{% extends 'child.html' %}{% block title %}G {{ super() }}{% endblock %}{% block body %}[{{ super() }}]{% include 'inc.html' %}{% endblock %}",
'inc.html':'inc {{ name }} {{ user.name }}\n',
'macros.html':'{% macro field(name, value="", type="text") %}<input name="{{ name }}" value="{{ value|e }}" type="{{ type }}">{% endmacro %}{% macro dialog(title) %}<h1>{{ title }}</h1>{{ caller("a") }}{% endmacro %}{% set v = 7 %}'}
C=dict(name='<Ann>',user={'name':'Bob','age':3},items=[{'n':'b','v':2},{'n':'A','v':1},{'n':'c','v':3}],nums=[3,1,2,5,4],empty=[],none=None,text='hello world of templates here',f=3.14159,t=True)
S=r'''{{ name }}|{{ name|safe }}|{{ name|upper }}|{{ "<b>"|e }}
{% for i in nums if i is odd %}{{ loop.index }}:{{ i }}{{ "," if not loop.last }}{% else %}none{% endfor %}
{% for i in empty %}x{% else %}none{% endfor %}
{% for i in nums %}{{ loop.cycle('a','b') }}{{ loop.first }}{{ loop.last }}{{ loop.revindex }}{{ loop.length }} {% endfor %}
{% for k, v in user.items() %}{{ k }}={{ v }};{% endfor %}{% for k, v in user|dictsort %}{{ k }}{% endfor %}
{{ "%s - %d"|format("a", 3) }} {{ missing|default("d") }} {{ ""|default("d", true) }} {{ nums|join(", ") }} {{ items|join("-", attribute="n") }}
{{ nums|length }} {{ "hello wORLD-foo"|title }} {{ "  x "|trim }} {{ nums|sort|join }} {{ nums|sort(reverse=true) }} {{ nums|reverse|list }} {{ "abc"|reverse }} {{ nums|first }} {{ nums|last }} {{ nums|max }} {{ nums|min }} {{ nums|sum }}
{{ user|tojson }} {{ f|round(2) }} {{ f|round }} {{ 2.5|round }} {{ 3.7|round(0,'floor') }} {{ 42.55|round(1,'ceil') }} {{ text|replace("hello","bye") }} {{ text|truncate(15) }} {{ text|truncate(15, true) }} {{ text|truncate(10, false, "") }}
{{ items|map(attribute="n")|list }} {{ nums|map("string")|join("+") }} {{ nums|select("odd")|list }} {{ nums|reject("gt", 2)|list }} {{ items|selectattr("v", "ge", 2)|map(attribute="n")|join }} {{ items|sort(attribute="n")|map(attribute="n")|join }} {{ items|rejectattr("v","eq",1)|list|length }}
{{ 3 is odd }} {{ missing is defined }} {{ none is none }} {{ 3 is divisibleby 3 }} {{ 3 is divisibleby(2) }} {{ 2 in nums }} {{ 9 not in nums }} {{ nums is iterable }} {{ name is string }} {{ user is mapping }} {{ missing is not defined }} {{ 1 is number and t }} {{ "a" is in ["a"] }} {{ 3 is eq 3 }} {{ nums is sequence }} {{ t is true }} {{ 1 is sameas 1 }}
{{ "a" ~ 1 ~ none }} {{ 1 + 2 * 3 }} {{ 7 // 2 }} {{ 7 / 2 }} {{ 7 % 3 }} {{ 2 ** 3 }} {{ -3 + 1 }} {{ (1,2) }} {{ [1,"a"] }} {{ {"a": 1} }} {{ not t }} {{ 1 < 2 < 3 }} {{ "x" if t else "y" }} {{ "x" if not t }}| {{ nums[0] }} {{ nums[1:3] }} {{ nums[-1] }} {{ user["name"] }} {{ "abc"[::-1] }}
{% include "inc.html" %}|{% include "nope.html" ignore missing %}|{% include ["nope.html", "inc.html"] %}
{% from "macros.html" import field, dialog as d %}{{ field("a", "<x>") }}{{ field(name="b", type="password") }}{% call(x) d("T") %}body {{ x }}{% endcall %}
{% import "macros.html" as m %}{{ m.field("q") }}{{ m.v }}
{% macro sum3(a, b=2, c=3) %}{{ a + b + c }} {{ varargs }} {{ kwargs }}{% endmacro %}{{ sum3(1) }} {{ sum3(1, 1, 1, 9, k=1) }}
{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}{{ a }}
{% set x %}<b>block</b>{% endset %}{{ x }} {% set y | upper %}abc{% endset %}{{ y }} {% set a, b = 1, 2 %}{{ a }}{{ b }}
{% set ns = namespace(n=0) %}{% for i in nums %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}
{% set z = 0 %}{% for i in nums %}{% set z = i %}{% endfor %}{{ z }}
{% raw %}{{ raw }} {% if %}{% endraw %} {# comment {{ x }} #}end
  {%- if t -%}  yes  {%- endif -%}  after
{% if missing %}a{% elif user.age > 2 %}b{% else %}c{% endif %}
{% if user.name == "Bob" and user.age >= 3 or false %}ok{% endif %}
{% filter upper %}abc {{ name }}{% endfilter %}
{% autoescape false %}{{ name }}{% endautoescape %}
{{ missing }}|{{ user.missing }}|{{ missing|default(user.name) }}
{% for row in nums|batch(2, 0) %}{{ row }}{% endfor %} {% for row in nums|slice(2) %}{{ row }}{% endfor %}
{% for g in [{"c":"x","n":1},{"c":"y","n":2},{"c":"x","n":3}]|groupby("c") %}{{ g.grouper }}:{{ g.list|map(attribute="n")|list }}{% endfor %} {% for c, l in items|groupby("v") %}{{ c }}{{ l|length }}{% endfor %}
{{ "a b&c"|urlencode }} {{ {"a":"b c"}|urlencode }} {{ 1234567|filesizeformat }} {{ "<p>Hi <b>x</b></p>"|striptags }} {{ "one two"|wordcount }} {{ "a\nb"|indent }} {{ "x"|center(5) }} {{ "3"|int + 1 }} {{ "x"|int }} {{ "3.5"|float }} {{ nums|unique|list }} {{ "abc"|capitalize }} {{ nums|string }} {{ -3|abs }} {{ {"class":"a","id":none}|xmlattr }}
{{ range(3)|list }} {{ dict(a=1) }} {% set c = cycler("a","b") %}{{ c.next() }}{{ c.next() }}{{ c.next() }} {% set j = joiner("|") %}{{ j() }}a{{ j() }}b
{% for item in [1,[2,[3]]] recursive %}{% if item is iterable %}({{ loop(item) }}){% else %}{{ item }}{% endif %}{% endfor %}
{% extends "base.html" %}
{{ name.upper().lower() }} {{ "abc".replace("a","x") }} {{ " a b ".split() }} {{ name|length }} {{ "%.2f" % f }} {{ "%s" % name }} {{ "{} {}".format(1, 2) }} {{ none }} {{ true }} {{ 1.0 }} {{ 1e3 }} {{ 'it''s' }}
{% for i in range(2) -%}
  {{ i }}
{%- endfor %}
{{ user.missing.x }}
{{ missing.x }}
{{ missing() }}
{{ missing + 1 }}
{{ nums.foo.bar }}
{{ nums["k"].z }}
{{ 1 / 0 }}
{{ foo bar }}
{% if x %}
{% for x in y %}{% endif %}
{% endfor %}
{% foo %}
{{ name|nope }}
{{ name is nope }}
{{ name
{% if name
{{ } }}
{{ a &b }}
{{ (1 }}
{# open
{% block a %}{% endblock %}{% block a %}{% endblock %}
{{ }}
{% for x y %}{% endfor %}
{% include "nope.html" %}
{{ none.x }}
{{ nums|join(',' }}
{{ loop.index }}
{{ user.name.first.x }}
{{ "a" + 1 }}
{{ field(1) }}
{{ {"a": }}
{{ "abc }}
{% raw %}abc
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1,2) }}
{% if t %}{{ name }}
{% else %}'''
for k in ('grand.html','child.html'): S='{% include "'+k+'" %}\n'+S
out=[]
for esc in (True,False):
    env=jinja2.Environment(loader=jinja2.DictLoader(T),autoescape=esc)
    for s in S.split('\n'):
        s=s.replace('\\n','\n')
        try: r=env.from_string(s).render(**C)
        except Exception as e: r='%s: %s%s'%(type(e).__name__,e,' @%d'%e.lineno if hasattr(e,'lineno') else '')
        out.append(s+'\n   => '+r)
ML='''<ul>
  {% for i in nums %}
    <li>{{ i }}</li>
  {% endfor %}
</ul>
{# c #}
end
'''
for o in ({},{'trim_blocks':True},{'lstrip_blocks':True},{'trim_blocks':True,'lstrip_blocks':True},{'keep_trailing_newline':True}):
    out.append(repr(jinja2.Environment(**o).from_string(ML).render(**C)))
print('\n'.join(out))
