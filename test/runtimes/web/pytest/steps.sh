export PYTEST_DISABLE_PLUGIN_AUTOLOAD=1
run() { pytest -p no:cacheprovider "$@"; echo "status $?"; }
run test_calc.py test_ok.py
run -v test_ok.py test_calc.py -k "list or dict or skip or xfail or test_a"
run -q test_ok.py
run -q -x test_calc.py
run
run nope.py
run test_ok.py -k zzz
run tests --nope
rm -r broken
python -m pytest -p no:cacheprovider tests
