import os

from flask import Flask, jsonify, render_template, request, redirect, url_for

app = Flask(__name__)
tasks = ["buy milk"]


@app.route("/")
def index():
    return render_template("index.html", tasks=tasks, owner=os.environ.get("OWNER", "nobody"))


@app.route("/tasks", methods=["POST"])
def add():
    tasks.append(request.form["task"])
    return redirect(url_for("index"))


@app.get("/api/tasks/<int:number>")
def task(number):
    if number >= len(tasks):
        return jsonify(error="no such task"), 404
    return {"number": number, "task": tasks[number]}


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=5000)
