"""Names of files that are safe to be written."""
from flask import redirect, send_file, send_from_directory
def secure_filename(filename):
    name = '_'.join(''.join(sign if ord(sign) < 128 else '' for sign in filename.replace('/', ' ').replace('\\', ' ')).split())
    return ''.join(sign for sign in name if sign.isalpha() or sign.isdigit() or sign in '_.-').strip('._')
