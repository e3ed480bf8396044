const mongoose = require('mongoose');
const { Schema } = mongoose;
const s = new Schema({ name: { type: String, required: true, trim: true }, email: { type: String, lowercase: true, unique: true, match: /@/ }, age: { type: Number, min: 18, max: [99, 'too old'] }, role: { type: String, enum: ['a', 'b'], default: 'a' }, tags: [String], at: { type: Date, default: () => new Date(0) }, address: { city: String }, owner: { type: Schema.Types.ObjectId, ref: 'User' }, items: [{ n: Number }], ok: Boolean, any: {} }, { timestamps: true });
s.virtual('upper').get(function () { return this.name.toUpperCase(); });
s.methods.hi = function () { return 'hi ' + this.name; };
s.statics.by = function (n) { return this.find({ name: n }); };
const User = mongoose.model('User', s);
const u = new User({ name: '  Ann ', email: 'A@B.c', age: 20, tags: ['x'], address: { city: 'X' }, items: [{ n: 1, _id: '507f1f77bcf86cd799439012' }], extra: 1, _id: '507f1f77bcf86cd799439011' });
console.log(u, u.hi(), u.upper, u.id, u.isNew, u.toObject(), JSON.stringify(u));
const v = new User({ email: 'bad', age: 5, role: 'z', owner: 'x', ok: 'maybe' });
const e = v.validateSync(); console.log(e.message, e.name, Object.keys(e.errors), e.errors.age && e.errors.age.message, e.errors.age && e.errors.age.kind, e.errors.age?.value, e.errors.age?.path);
console.log(new User({ name: 'x', age: 'abc' }).validateSync().message);
console.log(new User({ name: 'x', age: 200 }).validateSync().message);
console.log(User.modelName, User.collection.name, mongoose.connection.readyState, mongoose.model('Person', new Schema({ a: Number })).collection.name, mongoose.model('Category', new Schema({})).collection.name, mongoose.model('BlogPost', new Schema({})).collection.name);
console.log(mongoose.Types.ObjectId.isValid('x'), mongoose.isValidObjectId('507f1f77bcf86cd799439011'));
try { User.find({ _id: 'bad' }).then(null, (x) => console.log(x.name, x.message)); } catch (x) { console.log('sync', x.message); }
try { mongoose.model('User', s); } catch (x) { console.log(x.name, x.message); }
try { mongoose.model('Nope'); } catch (x) { console.log(x.name, x.message); }
mongoose.connect('mongodb://127.0.0.1:1/x', { serverSelectionTimeoutMS: 200 }).catch((x) => { console.log(x.name, x.message, mongoose.connection.readyState); });
mongoose.connect(undefined).catch((x) => console.log(x.name, x.message));
const refused = (x) => console.log(x.message);
User.find().session({}).catch(refused).then(() => User.findOne({ name: 'x' }).collation({ locale: 'en' }).catch(refused)).then(() => User.updateOne({}, { age: 20 }, { session: {} }).catch(refused));
