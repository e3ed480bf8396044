/** openssl on a key, a certificate and a request that were made once for these tests. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIICeAIBADANBgkqhkiG9w0BAQEFAASCAmIwggJeAgEAAoGBALUqCJsgVO/7TCKU
AHc2vPqbhe0hcnLT8P9FDlYN4BBH9GWoBMwrUzlfToWgyauh7LuMOOSYg3W2G0N9
f3Owx2J9Vfoj3X0J0vgFJPyTUNY1yFbHv1p7MMC7lLqkUSIkJwEiqXF5R7Z/UuvB
ndeweNgiGPYA5zz4JGLQk2DnMp7lAgMBAAECgYEAgrie1xiAUV259SVoJJ1ZxVcd
TxsYUyT9O6TfkFaYvAa/oe6X756/gaF0rlVzz6WahUXL857dFL3fdFaE9by0UPUL
UFpqi2Yp5BdPQUgkLv3aZmwpfWSlyH/OhVi/76O2y051lHbt6MA/MKMITGrUbx7A
fow9SabI3CP5NmSmJQECQQDdJMJNHB4q2x3A+XqNVEz88r/sb28rUcmEDABWyAyS
4uGWKpzCCMIbEd6Jukn/F1wCEOFqhVhY1P6145Fb6cFBAkEA0bgWo6Q1fdkY1a2Y
1tfPWp41HM4xJUrr3JCvTnnVDnDLphBpZ/7Pw0yzwNXHcC/DDrc+fVGVLE7UFBMv
SzUQpQJAZnp8WANpr25u8VgrBIdGTgmoCsbw+2AhREHTfmOiAAeHhnEkx34LhUPY
nnZniACpMIPmEdjNQg0iI+PbHn7KgQJBALwCngEsWGwvMW12iLuqk5D4nkLpsvNs
3FBLQW5IGLIuetOwiN6beKTsYYWx4W740pShwJrWhbZIISayIEb7FqUCQQCbbS9D
EZqmjDXeZcmfGGqZ6BDjvoiu3qy7C1ZDOlDDdH2zm6CgeHk6ZYvMBXArrbtlcfy8
b534H5y1ZG+gVCmn
-----END PRIVATE KEY-----
`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIICcTCCAdqgAwIBAgIUGBdG6LpbfRN+vQN88m9N4vrwDLUwDQYJKoZIhvcNAQEL
BQAwNTELMAkGA1UEBhMCREUxEDAOBgNVBAoMB0hhcmJvdXIxFDASBgNVBAMMC3dl
Yi5leGFtcGxlMB4XDTI2MTEyOTA3MjEzM1oXDTM2MTEyNjA3MjEzM1owNTELMAkG
A1UEBhMCREUxEDAOBgNVBAoMB0hhcmJvdXIxFDASBgNVBAMMC3dlYi5leGFtcGxl
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC1KgibIFTv+0wilAB3Nrz6m4Xt
IXJy0/D/RQ5WDeAQR/RlqATMK1M5X06FoMmroey7jDjkmIN1thtDfX9zsMdifVX6
I919CdL4BST8k1DWNchWx79aezDAu5S6pFEiJCcBIqlxeUe2f1LrwZ3XsHjYIhj2
AOc8+CRi0JNg5zKe5QIDAQABo34wfDAdBgNVHQ4EFgQULPUILC006dZNggSXPAEc
BFeEGB8wHwYDVR0jBBgwFoAULPUILC006dZNggSXPAEcBFeEGB8wDwYDVR0TAQH/
BAUwAwEB/zAcBgNVHREEFTATggt3ZWIuZXhhbXBsZYcECgAAATALBgNVHQ8EBAMC
BaAwDQYJKoZIhvcNAQELBQADgYEAIzFmhsKAu/4fKNmxrLshTyctGS708bRyTsJd
HVdZM2Kz5KOCQAusPXRM7ocl6/Urhhm2jIWV0W/JhEL3II2Wj8oGfxPVwsCoK2Kk
vEfrgq2tnGS/XA7kZWvGrU3LdknEblVeO9gDVbZgSpb2SSaLELk8Bs3QGIoivAVX
q3pf428=
-----END CERTIFICATE-----
`;
const REQUEST = `-----BEGIN CERTIFICATE REQUEST-----
MIIBUDCBugIBADARMQ8wDQYDVQQDDAZjbGllbnQwgZ8wDQYJKoZIhvcNAQEBBQAD
gY0AMIGJAoGBALUqCJsgVO/7TCKUAHc2vPqbhe0hcnLT8P9FDlYN4BBH9GWoBMwr
UzlfToWgyauh7LuMOOSYg3W2G0N9f3Owx2J9Vfoj3X0J0vgFJPyTUNY1yFbHv1p7
MMC7lLqkUSIkJwEiqXF5R7Z/UuvBndeweNgiGPYA5zz4JGLQk2DnMp7lAgMBAAGg
ADANBgkqhkiG9w0BAQsFAAOBgQCn5LcMNSCUbKAZ0zAPk8yL3OpoO8iFlT/nytH6
EfFOTr2CPLbUNn9sOWBP4jL2Si9Fu3NN9Y0k06kFNHVjYzfkT57WfO2cl9HUsFL7
3fSfqJFeo4Ksmh14pqdpyTolgIdddNt/EPLFJXZnDJHQ49GKwZ38212FbYXxNDEK
gPvudQ==
-----END CERTIFICATE REQUEST-----
`;
const on = (...commands) => commands.map((command) => ({ script: `cat > k.pem <<'EOF'\n${KEY}EOF\ncat > c.pem <<'EOF'\n${CERTIFICATE}EOF\ncat > r.pem <<'EOF'\n${REQUEST}EOF\n${command}`, only: 'gnu' }));

export const opensslSnippets = on(
  'openssl x509 -in c.pem -noout -text', 'openssl x509 -in c.pem -noout -subject -issuer', 'openssl x509 -noout -dates -in c.pem', 'openssl x509 -enddate -noout -in c.pem', 'openssl x509 -in c.pem -noout -fingerprint', 'openssl x509 -in c.pem -noout -fingerprint -sha256',
  'openssl x509 -in c.pem -noout -serial', 'openssl x509 -in c.pem -noout -ext subjectAltName', 'openssl x509 -in c.pem -noout -modulus', 'openssl x509 -in c.pem -noout -pubkey', 'openssl x509 -in c.pem', 'openssl x509 < c.pem | head -1', 'openssl verify -CAfile c.pem c.pem',
  'openssl rsa -in k.pem -pubout', 'openssl rsa -in k.pem -check -noout', 'openssl rsa -in k.pem -noout -modulus | openssl sha256', 'openssl rsa -in k.pem -noout -text', 'openssl rsa -in k.pem -traditional', 'openssl pkey -in k.pem -pubout', 'openssl rsa -in k.pem -pubout -out p.pem; openssl rsa -pubin -in p.pem -noout -text',
  'openssl req -in r.pem -noout -text', 'openssl req -in r.pem -noout -subject', 'openssl req -in r.pem -noout -verify', 'openssl x509 -req -in r.pem -CA c.pem -CAkey k.pem -CAcreateserial -days 2 -out o.pem; ls; openssl x509 -in o.pem -noout -subject -issuer; openssl verify -CAfile c.pem o.pem',
  'openssl req -new -key k.pem -subj "/C=US/ST=Some State/L=City/O=A, Inc./OU=x/CN=host/emailAddress=a@b.c" -out n.pem; openssl req -in n.pem -noout -subject -verify', 'openssl req -x509 -key k.pem -subj CN=bad; echo $?',
  'openssl req -x509 -key k.pem -days 10 -subj /CN=a -out s.pem; openssl x509 -in s.pem -noout -subject -ext basicConstraints,subjectKeyIdentifier; openssl x509 -in s.pem -noout -checkend 86400; openssl x509 -in s.pem -noout -checkend 8640000; echo $?',
  'openssl req -x509 -key k.pem -subj /CN=a -set_serial 0x0102 | openssl x509 -noout -serial', 'openssl x509 -req -in r.pem -CA c.pem -CAkey k.pem -set_serial 300 2> e | openssl x509 -noout -serial',
  'openssl req -new -key k.pem -subj /CN=host -addext "subjectAltName = DNS:a,DNS:b" | openssl req -noout -text | grep -A3 Requested', 'echo "subjectAltName = DNS:me,IP:127.0.0.1" > e; echo "extendedKeyUsage = serverAuth" >> e; openssl x509 -req -days 365 -sha256 -in r.pem -CA c.pem -CAkey k.pem -CAcreateserial -out o.pem -extfile e; openssl x509 -in o.pem -noout -text | grep -A5 "X509v3 ext"',
).concat([
  'openssl dgst -sha256 noeol', 'openssl sha256 noeol fruit.txt', 'openssl md5 noeol', 'openssl sha1 < noeol', 'openssl dgst -sha512 noeol', 'openssl dgst -r -sha256 noeol', 'openssl dgst noeol', 'echo -n data | openssl dgst -sha256 -hmac secret', 'openssl dgst -sha256 -binary noeol | openssl base64',
  'openssl base64 -in fruit.txt', 'openssl enc -base64 -in fruit.txt', 'openssl base64 -A -in fruit.txt', 'openssl base64 -in fruit.txt | openssl base64 -d', 'echo aGk= | openssl enc -base64 -d', 'openssl passwd -1 -salt abcdefgh secret', 'openssl passwd -apr1 -salt abcdefgh secret', 'openssl passwd -5 -salt abcdefgh secret', 'openssl passwd -6 -salt abcdefgh "a longer password"',
  'echo pw | openssl passwd -6 -stdin -salt xy', 'openssl passwd -6 secret | cut -c1-3', 'openssl passwd -6 secret | wc -c', 'openssl rand -hex 16 | wc -c', 'openssl rand -base64 32 | wc -c', 'openssl rand -base64 60 | wc -l', 'openssl rand 10 | wc -c', 'openssl rand -hex x; echo $?', 'openssl nosuch; echo $?',
  'openssl genrsa 2048 | head -1', 'openssl genrsa -out k.pem 1024; ls -l k.pem | cut -c1-10; openssl rsa -in k.pem -check -noout', 'openssl req -x509 -newkey rsa:1024 -nodes -keyout a.key -out a.crt -subj /CN=localhost -days 7 2>/dev/null; ls a.*; openssl x509 -in a.crt -noout -subject', 'openssl genpkey -quiet -algorithm RSA 2>/dev/null | openssl pkey -noout -text | head -1',
].map((script) => ({ script, only: 'gnu' })));
