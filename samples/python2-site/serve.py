import BaseHTTPServer


class Tasks(BaseHTTPServer.BaseHTTPRequestHandler):
    def do_GET(self):
        tasks = open("tasks.txt").read().split("\n")
        self.send_response(200)
        self.end_headers()
        for number, task in enumerate(tasks):
            if task:
                self.wfile.write("%d. %s\n" % (number + 1, task))


print "serving", "tasks"
BaseHTTPServer.HTTPServer(("", 8000), Tasks).serve_forever()
